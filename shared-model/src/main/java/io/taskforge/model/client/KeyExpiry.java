package io.taskforge.model.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
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
     * Empty when the text is none of these.
     */
    static Optional<KeyExpiry> parse(String text) {
        Matcher life = LIFE.matcher(text);
        if (life.matches()) {
            long count = Long.parseLong(life.group(1));
            return Optional.of(new After(life.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofDays(count)));
        }
        try {
            OffsetDateTime moment = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text);
            return moment.getYear() <= LAST_YEAR ? Optional.of(new At(moment.toInstant())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether a key made now would open nothing. */
    default boolean passed(Instant now) {
        return this instanceof At at && !at.moment().isAfter(now);
    }
}
