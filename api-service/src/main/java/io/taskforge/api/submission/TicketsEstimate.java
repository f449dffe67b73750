package io.taskforge.api.submission;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.taskforge.model.schema.TicketSchemas;
import io.taskforge.model.spec.GenerationOptions;
import java.util.List;
import java.util.Locale;

/**
 * What would become of a request that was only to be checked, {@code tickets.estimate.v1}.
 *
 * @param promptTokensEstimate of title and specification; roughly
 * @param fitsContext whether they can be drafted from in one piece
 * @param estimatedDurationMs from a worker's claim to the result, without the wait in the queue
 * @param effectiveOptions the request's with every default filled in; left out is what the specification decides
 * @param warnings what the client may want to change; nothing that keeps the request from being accepted
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TicketsEstimate(
        String schemaVersion,
        int promptTokensEstimate,
        boolean fitsContext,
        long estimatedDurationMs,
        GenerationOptions effectiveOptions,
        List<Warning> warnings) {

    static final String SCHEMA_VERSION = TicketSchemas.Name.ESTIMATE.version();

    /** One of {@link Code}, in words. */
    public record Warning(Code code, String message) {}

    /** What there is to warn of. */
    public enum Code {
        /** It is drafted in parts, which takes longer, and parts know little of each other. */
        SPEC_LONGER_THAN_CONTEXT,
        /** More tickets are asked for than the specification has statements. */
        TICKET_COUNT_HIGH,
        /** Nothing in it looks like a requirement. */
        NO_REQUIREMENTS_LIKELY;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TicketsEstimate {
        warnings = List.copyOf(warnings);
    }
}
