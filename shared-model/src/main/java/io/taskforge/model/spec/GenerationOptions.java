package io.taskforge.model.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;

/**
 * How the drafts should look, as the client asked; null means that the client left it open. Ranges are those of
 * {@code tickets.input.v1.json}, which every request is checked against before it becomes this type.
 *
 * @param ticketCount a target for tickets that are not epics; null leaves it to the specification
 * @param maxTicketCount never exceeded, epics included
 * @param language BCP 47; null means the specification's own
 * @param model the model's name; null means the server's default
 * @param seed null derives one from the specification
 * @param allowedLabels empty means any
 * @param storyPointScale empty means any of 1 to 100
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GenerationOptions(
        Integer ticketCount,
        Integer maxTicketCount,
        Boolean includeEpics,
        DependencyMode dependencyMode,
        OutputDetail outputDetail,
        Traceability traceability,
        String language,
        String model,
        Integer seed,
        List<String> allowedLabels,
        List<Integer> storyPointScale,
        Budget budget) {

    /** No result ever holds more tickets. */
    public static final int TICKETS_AT_MOST = 50;

    private static final int MAX_TICKET_COUNT_UNASKED = 20;

    public static final GenerationOptions DEFAULTS =
            new GenerationOptions(null, null, null, null, null, null, null, null, null, null, null, null);

    /**
     * What one job may spend.
     *
     * @param maxDurationSeconds 30 to 3,600; null means 1,500
     * @param maxOutputTokens 256 to 32,768; null means what the model gives
     * @param maxAttempts 1 to 5, counting failures only; null means 3
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Budget(Integer maxDurationSeconds, Integer maxOutputTokens, Integer maxAttempts) {}

    public GenerationOptions {
        includeEpics = Objects.requireNonNullElse(includeEpics, true);
        dependencyMode = Objects.requireNonNullElse(dependencyMode, DependencyMode.EXPLICIT);
        outputDetail = Objects.requireNonNullElse(outputDetail, OutputDetail.STANDARD);
        traceability = Objects.requireNonNullElse(traceability, Traceability.REFS);
        allowedLabels = allowedLabels == null ? List.of() : List.copyOf(allowedLabels);
        storyPointScale = storyPointScale == null ? List.of() : List.copyOf(storyPointScale);
    }

    /** The hard cap on all tickets: as asked, else twice the target, else 20; never over {@value #TICKETS_AT_MOST}. */
    public int ticketLimit() {
        if (maxTicketCount != null) {
            return maxTicketCount;
        }
        return ticketCount == null ? MAX_TICKET_COUNT_UNASKED : Math.min(TICKETS_AT_MOST, 2 * ticketCount);
    }
}
