package io.taskforge.local.key;

import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Until when a new key opens something. */
public sealed interface KeyExpiry {

    /** Until it is revoked. */
    record Never() implements KeyExpiry {}

    /** So long from the moment it is made, by the database's clock. */
    record After(Duration life) implements KeyExpiry {}

    /** Until that moment. */
    record At(Instant moment) implements KeyExpiry {}

    Pattern LIFE = Pattern.compile("([1-9][0-9]{0,4})([hd])");

    /** The last one that everything that reads and shows a time can write. */
    int LAST_YEAR = 9999;

    /**
     * Reads hours ({@code 12h}), days ({@code 90d}), a date, which is the moment at which it begins in UTC, or a moment with its offset.
     *
     * @throws Refusal when the text is none of these, or the moment has passed
     */
    static KeyExpiry parse(String text, Clock clock) {
        Matcher life = LIFE.matcher(text);
        if (life.matches()) {
            long count = Long.parseLong(life.group(1));
            return new After(life.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofDays(count));
        }
        Instant moment = moment(text);
        if (!moment.isAfter(clock.instant())) {
            throw Refusal.usage("--expires " + text + " has passed already.");
        }
        return new At(moment);
    }

    private static Instant moment(String text) {
        try {
            OffsetDateTime moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text);
            if (moment.getYear() <= LAST_YEAR) {
                return moment.toInstant();
            }
        } catch (DateTimeException e) {
            // Refused below.
        }
        throw Refusal.usage("--expires is a time from now such as 12h or 90d, or a date such as 2030-01-31, not \""
                + DisplayText.oneLine(text) + "\".");
    }
}
