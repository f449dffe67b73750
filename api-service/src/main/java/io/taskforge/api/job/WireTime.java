package io.taskforge.api.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A moment as every document of the API writes it: RFC 3339 with six digits of the second and {@code +00:00}. */
public final class WireTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private WireTime() {}

    /** @return null when there is no moment */
    public static String of(Instant moment) {
        return moment == null ? null : FORMAT.format(moment);
    }
}
