package io.taskforge.api.callback;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a callback that did not arrive is tried again: ten attempts over three days, as Standard Webhooks has it. */
final class RetrySchedule {

    /** Between one attempt and the next; before the first there is none. */
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

    /** Each pause is longer or shorter by up to a tenth, so that what failed together does not come back together. */
    private static final double SPREAD = 0.1;

    /** What a receiver may ask for at the most. */
    private static final Duration ASKED_AT_MOST = Duration.ofDays(1);

    private static final int SECONDS_DIGITS = 9;

    private RetrySchedule() {}

    /**
     * The pause before the next attempt; empty when there is none.
     *
     * @param attempts made so far on this round of the schedule, at least one
     * @param asked by the receiver; followed up to a day, and never to be sooner
     */
    static Optional<Duration> pauseAfter(int attempts, Optional<Duration> asked, RandomGenerator random) {
        if (attempts > PAUSES.size()) {
            return Optional.empty();
        }
        double factor = 1 + SPREAD * (2 * random.nextDouble() - 1);
        Duration planned = Duration.ofMillis(Math.round(PAUSES.get(attempts - 1).toMillis() * factor));
        Duration bounded = asked.map(pause -> shorter(pause, ASKED_AT_MOST)).orElse(Duration.ZERO);
        return Optional.of(planned.compareTo(bounded) > 0 ? planned : bounded);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * What a header {@code Retry-After} asks for (RFC 9110, 10.2.3), in seconds or as a date; empty when it cannot be read.
     *
     * @param header null when there is none
     */
    static Optional<Duration> asked(String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        String text = header.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of(
                    text.length() <= SECONDS_DIGITS ? Duration.ofSeconds(Long.parseLong(text)) : ASKED_AT_MOST);
        }
        try {
            return Optional.of(Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
