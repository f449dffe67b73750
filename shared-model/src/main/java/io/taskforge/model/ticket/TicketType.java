package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What kind of work a ticket is. An epic groups other tickets and is never grouped itself. */
@RegisterForReflection
public enum TicketType {
    @JsonProperty("epic")
    EPIC,
    @JsonProperty("story")
    STORY,
    @JsonProperty("task")
    TASK,
    @JsonProperty("bug")
    BUG,
    /** Research whose outcome is knowledge: a decision, an answer, an estimate. */
    @JsonProperty("spike")
    SPIKE
}
