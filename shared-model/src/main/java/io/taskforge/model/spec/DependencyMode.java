package io.taskforge.model.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Which dependencies between tickets a result may hold. */
@RegisterForReflection
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
