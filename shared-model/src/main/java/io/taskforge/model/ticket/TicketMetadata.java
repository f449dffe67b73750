package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What is known of a ticket beyond its contract fields.
 *
 * @param component the part of the product, usually the specification's section; at most 100 code points, or null
 * @param suggestedMilestone at most 200 code points, or null
 * @param confidence 0 to 1, computed from signals in the specification, never invented; null when there is no ground
 * @param engine which engine drafted this ticket, {@code model} or {@code rules}; null in results of a single engine
 * @param inferredDependencies those of the dependencies that the text does not state; null unless asked for
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TicketMetadata(
        String component,
        String suggestedMilestone,
        Double confidence,
        @JsonInclude(JsonInclude.Include.NON_NULL) String engine,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<ExternalId> inferredDependencies) {}
