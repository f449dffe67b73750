package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.taskforge.model.job.JobId;
import java.util.List;

/**
 * The one canonical result of a job ({@code tickets.result.v1}).
 *
 * @param tickets 1 to 50, epics before their children, every ticket after the ones it depends on wherever that order allows
 * @param changes against the base job; null for a job without one
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonPropertyOrder("schema_version")
@JsonIgnoreProperties(value = "schema_version", allowGetters = true)
public record TicketsResult(
        JobId jobId,
        Source source,
        List<Ticket> tickets,
        List<Note> risks,
        List<Note> openQuestions,
        Generation generation,
        List<Requirement> requirements,
        Coverage coverage,
        List<Finding> quality,
        @JsonInclude(JsonInclude.Include.NON_NULL) Changes changes) {

    public static final String SCHEMA_VERSION = "tickets.result.v1";

    public TicketsResult {
        tickets = List.copyOf(tickets);
        risks = List.copyOf(risks);
        openQuestions = List.copyOf(openQuestions);
        requirements = requirements == null ? List.of() : List.copyOf(requirements);
        quality = quality == null ? List.of() : List.copyOf(quality);
    }

    /** The result of a job that builds on no other. */
    public TicketsResult(
            JobId jobId,
            Source source,
            List<Ticket> tickets,
            List<Note> risks,
            List<Note> openQuestions,
            Generation generation,
            List<Requirement> requirements,
            Coverage coverage,
            List<Finding> quality) {
        this(jobId, source, tickets, risks, openQuestions, generation, requirements, coverage, quality, null);
    }

    @JsonProperty("schema_version")
    public String schemaVersion() {
        return SCHEMA_VERSION;
    }
}
