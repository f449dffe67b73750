package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Something that the checks found in the drafts, whether or not they could mend it: nothing is repaired in silence.
 *
 * @param code snake_case, from the contract's table of rules
 * @param externalId the ticket it is about, or null when it is about the whole result
 * @param message at most 500 code points
 * @param repaired whether the result returned no longer has it
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Finding(
        String code,
        Severity severity,
        @JsonInclude(JsonInclude.Include.NON_NULL) ExternalId externalId,
        String message,
        boolean repaired) {

    /** Who should look: {@code ERROR} whoever runs the service, {@code WARNING} who reads the drafts, {@code INFO} nobody in particular. */
    public enum Severity {
        @JsonProperty("info")
        INFO,
        @JsonProperty("warning")
        WARNING,
        @JsonProperty("error")
        ERROR
    }
}
