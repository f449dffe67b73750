package io.taskforge.model.ticket;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * One ticket draft, neutral of any tracker.
 *
 * @param externalId unique in its result
 * @param title 1 to 200 code points
 * @param description Markdown, 1 to 8,000 code points
 * @param acceptanceCriteria 1 to 8 checks that a tester could carry out, each 1 to 500 code points
 * @param labels at most 10, distinct, each 1 to 50 code points
 * @param dependencies tickets of the same result that must be done first; at most 20; the graph has no cycle
 * @param storyPoints 1 to 100, or null when not estimated (epics)
 * @param priority null when the specification gives no ground for one
 * @param parentExternalId the epic it belongs to, or null
 * @param sourceRefs the lines of the specification that it covers, checked by code; at most 20
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Ticket(
        ExternalId externalId,
        TicketType ticketType,
        String title,
        String description,
        List<String> acceptanceCriteria,
        List<String> labels,
        List<ExternalId> dependencies,
        Integer storyPoints,
        Priority priority,
        ExternalId parentExternalId,
        TicketMetadata metadata,
        List<SourceRef> sourceRefs) {

    public Ticket {
        acceptanceCriteria = List.copyOf(acceptanceCriteria);
        labels = List.copyOf(labels);
        dependencies = List.copyOf(dependencies);
        sourceRefs = sourceRefs == null ? List.of() : List.copyOf(sourceRefs);
    }
}
