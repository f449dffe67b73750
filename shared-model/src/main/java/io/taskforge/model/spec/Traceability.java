package io.taskforge.model.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What a ticket says of the lines that it covers: nothing, their numbers, or also their words. */
@RegisterForReflection
public enum Traceability {
    @JsonProperty("none")
    NONE,
    @JsonProperty("refs")
    REFS,
    @JsonProperty("quotes")
    QUOTES
}
