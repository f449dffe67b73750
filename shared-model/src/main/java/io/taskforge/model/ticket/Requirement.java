package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * A statement of the specification that tickets are held against.
 *
 * @param requirementId {@code REQ-<number>}, in the order of the specification
 * @param text 1 to 500 code points
 * @param startLine 1-based
 * @param endLine inclusive
 * @param fingerprint of the normalised text: equal statements of two versions of a specification have equal fingerprints
 * @param coveredBy the tickets that cite it
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Requirement(
        String requirementId,
        String text,
        Kind kind,
        int startLine,
        int endLine,
        String fingerprint,
        List<ExternalId> coveredBy) {

    /** What a requirement asks for. Statements that are out of scope are listed and not held against the tickets. */
    public enum Kind {
        @JsonProperty("functional")
        FUNCTIONAL,
        @JsonProperty("non_functional")
        NON_FUNCTIONAL,
        @JsonProperty("constraint")
        CONSTRAINT,
        @JsonProperty("out_of_scope")
        OUT_OF_SCOPE
    }

    public Requirement {
        coveredBy = coveredBy == null ? List.of() : List.copyOf(coveredBy);
    }
}
