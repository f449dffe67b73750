package io.taskforge.api.job;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A moment as every document of the API writes it: RFC 3339 with six digits of the second and {@code +00:00}. */
public final class WireTime {

    private static final byte[] FORM = "0000-00-00T00:00:00.000000+00:00".getBytes(StandardCharsets.US_ASCII);
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
        byte[] text = FORM.clone();
        write(text, 0, 4, at.getYear());
        write(text, 5, 2, at.getMonthValue());
        write(text, 8, 2, at.getDayOfMonth());
        write(text, 11, 2, at.getHour());
        write(text, 14, 2, at.getMinute());
        write(text, 17, 2, at.getSecond());
        write(text, 20, 6, at.getNano() / NANOS_PER_MICRO);
        return new String(text, StandardCharsets.US_ASCII);
    }

    private static void write(byte[] text, int at, int digits, int number) {
        int left = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
