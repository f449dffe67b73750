package io.taskforge.api.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.api.client.ClientTerms.Rate;
import io.taskforge.api.fixture.TestTicker;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

    private static final Rate RATE = new Rate(2, 3);

    private final TestTicker ticker = new TestTicker();
    private final TokenBuckets<String> buckets = new TokenBuckets<>(100, ticker);

    @BeforeEach
    void hold() {
        ticker.hold();
    }

    private void drain() {
        while (buckets.take("a", RATE).granted()) {
            // Until there is none.
        }
    }

    @Test
    void as_many_as_the_burst_come_through_at_once() {
        long granted = IntStream.range(0, 10)
                .filter(i -> buckets.take("a", RATE).granted())
                .count();

        assertEquals(3, granted);
    }

    @Test
    void however_many_ask_at_one_time_no_more_than_the_burst_come_through() {
        long granted = IntStream.range(0, 10_000)
                .parallel()
                .filter(i -> buckets.take("a", new Rate(1, 100)).granted())
                .count();

        assertEquals(100, granted);
    }

    @Test
    void tokens_come_back_one_by_one() {
        drain();
        ticker.jump(Duration.ofMillis(499));
        assertFalse(buckets.take("a", RATE).granted());
        ticker.jump(Duration.ofMillis(1));
        assertTrue(buckets.take("a", RATE).granted());
        assertFalse(buckets.take("a", RATE).granted());
    }

    @Test
    void a_long_pause_gives_back_no_more_than_the_burst() {
        drain();
        ticker.jump(Duration.ofDays(1));

        assertEquals(3, buckets.left("a", RATE));
    }

    @Test
    void a_refusal_costs_nothing() {
        drain();
        for (int i = 0; i < 100; i++) {
            buckets.take("a", RATE);
        }
        ticker.jump(Duration.ofMillis(500));

        assertTrue(buckets.take("a", RATE).granted());
    }

    @Test
    void the_pause_is_in_whole_seconds_and_never_none() {
        drain();

        assertEquals(Duration.ofSeconds(1), buckets.take("a", RATE).pause());
    }

    @Test
    void owners_do_not_share() {
        drain();

        assertEquals(3, buckets.left("b", RATE));
        assertTrue(buckets.take("b", RATE).granted());
    }

    @Test
    void what_is_given_back_can_be_taken_again_and_never_exceeds_the_burst() {
        drain();
        buckets.giveBack("a", RATE);
        assertTrue(buckets.take("a", RATE).granted());
        for (int i = 0; i < 10; i++) {
            buckets.giveBack("a", RATE);
        }
        buckets.giveBack("never seen", RATE);

        assertEquals(3, buckets.left("a", RATE));
        assertEquals(3, buckets.left("never seen", RATE));
    }

    @Test
    void a_new_rate_counts_at_once() {
        drain();

        assertEquals(7, buckets.left("a", new Rate(2, 7)));
    }

    /** Or whoever is patient could have a full bucket before it is full. */
    @Test
    void a_bucket_is_not_forgotten_before_it_is_full_again() {
        var slow = new Rate(1, 86_400);
        for (int i = 0; i < 86_400; i++) {
            buckets.take("a", slow);
        }
        ticker.jump(Duration.ofHours(12));

        assertEquals(43_200, buckets.left("a", slow));
    }

    @Test
    void the_largest_rate_works() {
        assertTrue(buckets.take("a", new Rate(Integer.MAX_VALUE, Integer.MAX_VALUE))
                .granted());
        assertTrue(buckets.take("a", new Rate(1, Integer.MAX_VALUE)).granted());
    }

    @Test
    void a_rate_that_lets_nothing_through_is_none() {
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Rate(1, 0));
    }
}
