package io.taskforge.model.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A job's name: a UUIDv7 whose leading 48 bits are the moment of submission in milliseconds, so that ids sort by age.
 */
@RegisterForReflection
public record JobId(UUID value) {

    private static final Pattern FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    public JobId {
        Objects.requireNonNull(value, "value");
    }

    /** Empty when the text is not a UUID in its usual form; a caller treats that as an unknown job. */
    public static Optional<JobId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new JobId(UUID.fromString(text))) : Optional.empty();
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
