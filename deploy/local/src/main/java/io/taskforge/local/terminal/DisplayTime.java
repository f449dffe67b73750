package io.taskforge.local.terminal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments on a terminal: to the minute, in UTC, as the services and their logs have them. */
public final class DisplayTime {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private DisplayTime() {}

    /** For example {@code 2026-11-24 13:05}; whoever shows it says that it is UTC. */
    public static String minute(Instant moment) {
        return MINUTE.format(moment.atOffset(ZoneOffset.UTC));
    }
}
