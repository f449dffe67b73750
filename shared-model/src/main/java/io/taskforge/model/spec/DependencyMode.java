package io.taskforge.model.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which dependencies between tickets a result may hold. */
public enum DependencyMode {
    @JsonProperty("none")
    NONE,
    /** Only what the text states or directly implies. */
    @JsonProperty("explicit")
    EXPLICIT,
    /** Also the technical order that the engine judges necessary; those are marked in the ticket's metadata. */
    @JsonProperty("inferred")
    INFERRED
}
