package io.taskforge.model.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a ticket says of the lines that it covers: nothing, their numbers, or also their words. */
public enum Traceability {
    @JsonProperty("none")
    NONE,
    @JsonProperty("refs")
    REFS,
    @JsonProperty("quotes")
    QUOTES
}
