package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final Instant NOW = Instant.parse("2026-05-22T12:41:56Z");

    private final RandomGenerator random = new Random(7);

    /** Always the same. */
    private static RandomGenerator rolling(double number) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return number;
            }
        };
    }

    private static Duration pause(int attempts, Duration asked, double number) {
        return RetrySchedule.pauseAfter(attempts, Optional.ofNullable(asked), rolling(number))
                .orElseThrow();
    }

    @Test
    void ten_attempts_are_made_with_longer_pauses_each() {
        for (int attempts = 1; attempts <= 9; attempts++) {
            assertEquals(PAUSES.get(attempts - 1), pause(attempts, null, 0.5));
        }
        assertEquals(Optional.empty(), RetrySchedule.pauseAfter(10, Optional.empty(), random));
        assertEquals(Optional.empty(), RetrySchedule.pauseAfter(10, Optional.of(Duration.ofHours(1)), random));
        assertEquals(Optional.empty(), RetrySchedule.pauseAfter(11, Optional.empty(), random));
    }

    @Test
    void a_pause_varies_by_a_tenth_to_either_side() {
        assertEquals(Duration.ofMillis(4_500), pause(1, null, 0));
        assertEquals(Duration.ofMillis(5_500), pause(1, null, 1));
        for (int i = 0; i < 1_000; i++) {
            Duration pause =
                    RetrySchedule.pauseAfter(4, Optional.empty(), random).orElseThrow();
            assertTrue(pause.compareTo(Duration.ofMinutes(108)) >= 0 && pause.compareTo(Duration.ofMinutes(132)) <= 0);
        }
        assertNotEquals(
                RetrySchedule.pauseAfter(4, Optional.empty(), random),
                RetrySchedule.pauseAfter(4, Optional.empty(), random));
    }

    @Test
    void a_receiver_may_ask_for_more_time_up_to_a_day_and_never_for_less() {
        assertEquals(Duration.ofMinutes(1), pause(1, Duration.ofMinutes(1), 0.5));
        assertEquals(Duration.ofSeconds(5), pause(1, Duration.ofSeconds(1), 0.5));
        assertEquals(Duration.ofSeconds(5), pause(1, Duration.ofSeconds(-100), 0.5));
        assertEquals(Duration.ofDays(1), pause(1, Duration.ofDays(400), 0.5));
        assertEquals(Duration.ofDays(1).multipliedBy(11).dividedBy(10), pause(9, Duration.ofDays(2), 1));
    }

    @Test
    void the_wish_is_read_in_seconds_and_as_a_date() {
        assertEquals(Optional.of(Duration.ofSeconds(120)), RetrySchedule.asked("120", NOW));
        assertEquals(Optional.of(Duration.ofSeconds(7)), RetrySchedule.asked(" 7 ", NOW));
        assertEquals(Optional.of(Duration.ofMinutes(1)), RetrySchedule.asked("Fri, 22 May 2026 12:42:56 GMT", NOW));
        assertEquals(Optional.of(Duration.ofMinutes(-1)), RetrySchedule.asked("Fri, 22 May 2026 12:40:56 GMT", NOW));
        assertEquals(Optional.of(Duration.ofDays(1)), RetrySchedule.asked("9".repeat(4_000), NOW));
    }

    @Test
    void a_wish_that_cannot_be_read_is_none() {
        for (String header : List.of("", " ", "-5", "+5", "1.5", "soon", "٣", "Fri, 99 May 2026 12:42:56 GMT")) {
            assertEquals(Optional.empty(), RetrySchedule.asked(header, NOW), header);
        }
        assertEquals(Optional.empty(), RetrySchedule.asked(null, NOW));
    }
}
