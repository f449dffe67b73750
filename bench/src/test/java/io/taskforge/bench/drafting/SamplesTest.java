package io.taskforge.bench.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplesTest {

    @Test
    void a_percentile_is_one_of_the_times() {
        Samples samples = new Samples(
                IntStream.rangeClosed(1, 40).mapToDouble(i -> 41 - i).toArray());
        assertEquals(20, samples.percentile(50));
        assertEquals(38, samples.percentile(95));
        assertEquals(40, samples.percentile(100));
        assertEquals(7, new Samples(new double[] {7}).percentile(50));
    }

    @Test
    void warming_up_is_done_and_not_counted() {
        AtomicInteger done = new AtomicInteger();
        assertEquals(3, Samples.of(2, 3, done::incrementAndGet).millis().length);
        assertEquals(5, done.get());
    }

    @ParameterizedTest
    @EnumSource
    void a_text_has_the_size_that_is_asked_for(Texts shape) {
        int bytes = shape.ofBytes(100_000).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes >= 99_900 && bytes < 101_000, shape + " " + bytes);
    }
}
