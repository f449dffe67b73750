package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How urgent a ticket is, least urgent first, so that the natural order compares urgency. */
public enum Priority {
    @JsonProperty("low")
    LOW,
    @JsonProperty("medium")
    MEDIUM,
    @JsonProperty("high")
    HIGH,
    @JsonProperty("critical")
    CRITICAL
}
