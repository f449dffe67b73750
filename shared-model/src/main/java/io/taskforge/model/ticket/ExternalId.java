package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ticket's name within one result, {@code SPEC-<number>}; given by the server, never by a model.
 *
 * @param number 1 to 999,999
 */
@RegisterForReflection
public record ExternalId(int number) implements Comparable<ExternalId> {

    private static final Pattern FORM = Pattern.compile("SPEC-([1-9][0-9]{0,5})");

    public ExternalId {
        if (number < 1 || number > 999_999) {
            throw new IllegalArgumentException("a ticket's number is 1 to 999999, not " + number);
        }
    }

    /** @throws IllegalArgumentException when the text is not of the form {@code SPEC-<number>} */
    @JsonCreator
    public static ExternalId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an external id (SPEC-<number>): " + text);
        }
        return new ExternalId(Integer.parseInt(matcher.group(1)));
    }

    @JsonValue
    @Override
    public String toString() {
        return "SPEC-" + number;
    }

    @Override
    public int compareTo(ExternalId other) {
        return Integer.compare(number, other.number);
    }
}
