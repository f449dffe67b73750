package io.taskforge.api.admin.system;

import io.taskforge.model.system.QueueHistory;
import java.time.Duration;
import java.util.Locale;

/** How far the plots go back. */
enum Span {
    HOUR("1 hour", Duration.ofHours(1)),
    DAY("24 hours", Duration.ofDays(1)),
    WEEK("7 days", Duration.ofDays(7));

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String words;
    private final Duration length;

    Span(String words, Duration length) {
        this.words = words;
        this.length = length;
    }

    public String words() {
        return words;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Duration length() {
        return length;
    }

    /** How far apart two samples are. */
    Duration step() {
        Duration step = length.dividedBy(QueueHistory.POINTS_AT_MOST);
        return step.compareTo(MINUTE) < 0 ? MINUTE : step;
    }

    /** The shortest for what nobody offered. */
    static Span named(String word) {
        for (Span each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        return HOUR;
    }
}
