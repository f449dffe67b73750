package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A risk or an open question.
 *
 * @param text 1 to 1,000 code points
 * @param severity of a risk; null for a question
 * @param relatedExternalIds tickets that it touches
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Note(
        String text,
        @JsonInclude(JsonInclude.Include.NON_NULL) Severity severity,
        List<ExternalId> relatedExternalIds) {

    /** How much a risk could hurt. */
    public enum Severity {
        @JsonProperty("low")
        LOW,
        @JsonProperty("medium")
        MEDIUM,
        @JsonProperty("high")
        HIGH
    }

    public Note {
        relatedExternalIds = relatedExternalIds == null ? List.of() : List.copyOf(relatedExternalIds);
    }
}
