package io.taskforge.api.admin.page;

import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** How moments and durations stand in pages: in UTC, until a script puts them into the reader's zone. */
@TemplateExtension
public final class TimeText {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private TimeText() {}

    /** For the {@code datetime} of {@code <time>}. */
    public static String iso(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    public static String utc(Instant moment) {
        return UTC.format(moment);
    }

    /** Two units at most: {@code 2 h 5 min}, {@code 350 ms}. */
    public static String words(Duration duration) {
        long ms = duration.toMillis();
        if (ms < 1_000) {
            return ms + " ms";
        }
        if (ms < 60_000) {
            return "%.1f s".formatted(ms / 1_000.0);
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        if (duration.toDays() < 1) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
}
