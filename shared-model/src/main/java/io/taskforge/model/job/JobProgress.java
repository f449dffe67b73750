package io.taskforge.model.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/**
 * How far a job is.
 *
 * @param percent 0 to 100; never falls within one attempt
 * @param ticketsDrafted so far, in this attempt
 * @param message for people, at most 300 code points; null when there is nothing to say
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record JobProgress(Phase phase, int percent, int ticketsDrafted, String message) {

    public static final JobProgress WAITING = new JobProgress(Phase.WAITING, 0, 0, null);

    /** The stages of a job that a client is told of. */
    public enum Phase {
        WAITING,
        PREPARING,
        EXTRACTING_REQUIREMENTS,
        DRAFTING,
        VALIDATING,
        REPAIRING,
        FINALIZING,
        DONE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Phase of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public JobProgress {
        if (percent < 0 || percent > 100 || ticketsDrafted < 0) {
            throw new IllegalArgumentException(
                    "progress out of range: " + percent + " %, " + ticketsDrafted + " tickets");
        }
    }
}
