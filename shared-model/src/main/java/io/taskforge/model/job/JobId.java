package io.taskforge.model.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A job's name: a UUIDv7 whose leading 48 bits are the moment of submission in milliseconds, so that ids sort by age.
 */
@RegisterForReflection
public record JobId(UUID value) {

    private static final String FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    public JobId {
        Objects.requireNonNull(value, "value");
    }

    /** Empty when the text is not a UUID in its usual form; a caller treats that as an unknown job. */
    public static Optional<JobId> parse(String text) {
        return wellFormed(text) ? Optional.of(new JobId(UUID.fromString(text))) : Optional.empty();
    }

    /** Character by character: each request about a job begins here. */
    private static boolean wellFormed(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char c = text.charAt(i);
            if (FORM.charAt(i) == '-' ? c != '-' : !HexFormat.isHexDigit(c)) {
                return false;
            }
        }
        return true;
    }

    @JsonCreator
    static JobId fromJson(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a job id: " + text));
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
