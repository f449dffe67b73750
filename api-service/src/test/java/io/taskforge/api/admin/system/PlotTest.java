package io.taskforge.api.admin.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {

    private static final Instant END = Instant.parse("2026-01-01T12:00:00Z");

    private static Plot plot(int... values) {
        return Plot.of(
                "jobs",
                IntStream.range(0, values.length)
                        .mapToObj(i -> new Plot.Point(END.minus(Duration.ofMinutes(values.length - 1 - i)), values[i]))
                        .toList(),
                END,
                Span.HOUR,
                value -> String.valueOf(Math.round(value)));
    }

    @Test
    void the_newest_is_at_the_right_and_the_highest_below_a_round_number() {
        Plot plot = plot(0, 40);

        assertEquals(List.of("M295.0 60.0L300.0 12.0"), plot.lines());
        assertEquals("50", plot.top());
        assertEquals("40", plot.latest());
    }

    @Test
    void nothing_measured_is_no_line() {
        assertEquals(new Plot("jobs", List.of(), "1", "–", "0"), plot());
    }

    @Test
    void one_value_is_a_dot() {
        assertEquals(List.of("M300.0 60.0h0.1"), plot(0).lines());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1.2, 2", "3, 5", "5.1, 10", "10, 10", "72, 100", "101, 200"})
    void scales_end_at_round_numbers(double value, double top) {
        assertEquals(top, Plot.roundedUp(value));
    }
}
