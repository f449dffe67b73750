package io.taskforge.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final Rounds rounds = new Rounds();

    private void round(double measured, double against) {
        rounds.add(Measure.STATUS, new Throughput(1, measured, 0, 0, null));
        rounds.add(Measure.EMPTY, new Throughput(1, against, 0, 0, null));
    }

    @Test
    void a_ratio_is_the_median_of_the_rounds_own_ratios() {
        round(50, 100);
        round(10, 10);
        round(900, 1_000);

        assertEquals(0.9, rounds.ratio(new Target(Measure.STATUS, Measure.EMPTY, 0.5)), 1e-9);
    }

    @Test
    void what_was_not_measured_has_no_ratio() {
        round(50, 100);

        assertTrue(Double.isNaN(rounds.ratio(new Target(Measure.STATUS, Measure.PGBENCH, 0.5))));
    }

    @Test
    void a_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertEquals(2.5, Rounds.median(new double[] {4, 1, 3, 2}), 1e-9);
    }

    @Test
    void throughput_counts_answers_and_orders_how_long_they_took() {
        long[] nanos =
                LongStream.rangeClosed(1, 1_000).map(i -> (1_001 - i) * 1_000).toArray();

        Throughput found = Throughput.of(nanos, 2_000_000_000L);

        assertEquals(500, found.perSecond(), 1e-9);
        assertEquals(501, found.p50Micros(), 1e-9);
        assertEquals(991, found.p99Micros(), 1e-9);
    }
}
