package io.taskforge.model.ticket;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * How much of the specification the tickets cover, computed from their source references.
 *
 * @param requirementCount requirements in scope
 * @param coveredCount those cited by at least one ticket
 * @param ratio covered by count, 0 to 1; null when nothing is required
 * @param uncovered ids of requirements in scope that no ticket cites
 * @param orphanTickets tickets that cite no requirement
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Coverage(
        int requirementCount, int coveredCount, Double ratio, List<String> uncovered, List<ExternalId> orphanTickets) {

    public Coverage {
        uncovered = List.copyOf(uncovered);
        orphanTickets = orphanTickets == null ? List.of() : List.copyOf(orphanTickets);
    }
}
