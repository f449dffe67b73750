package io.taskforge.api.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A moment as every document of the API writes it: RFC 3339 with six digits of the second and {@code +00:00}. */
public final class WireTime {

    private static final int LENGTH = "2026-05-22T12:35:27.722228+00:00".length();
    private static final int NANOS_PER_MICRO = 1_000;

    private WireTime() {}

    /**
     * Digit by digit: a job has half a dozen of them, and a formatter takes longer over these than PostgreSQL over the job.
     *
     * @return null when there is no moment
     */
    public static String of(Instant moment) {
        if (moment == null) {
            return null;
        }
        OffsetDateTime at = moment.atOffset(ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(LENGTH);
        digits(text, at.getYear(), 4).append('-');
        digits(text, at.getMonthValue(), 2).append('-');
        digits(text, at.getDayOfMonth(), 2).append('T');
        digits(text, at.getHour(), 2).append(':');
        digits(text, at.getMinute(), 2).append(':');
        digits(text, at.getSecond(), 2).append('.');
        return digits(text, at.getNano() / NANOS_PER_MICRO, 6).append("+00:00").toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int count) {
        int divisor = 1;
        for (int i = 1; i < count; i++) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            text.append((char) ('0' + number / divisor % 10));
        }
        return text;
    }
}
