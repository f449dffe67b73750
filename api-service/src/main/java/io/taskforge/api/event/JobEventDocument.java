package io.taskforge.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.api.job.WireTime;
import io.taskforge.model.job.JobEvent;

/**
 * An event in its wire shape.
 *
 * @param attempt of a draft: which run wrote it; left out otherwise, where the job says it
 * @param job as it stood then, as far as the event tells; as it stands, with all there is, at its end; left out with a draft
 * @param draft the ticket as its worker wrote it; left out without one
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobEventDocument(
        int sequence,
        String type,
        String occurredAt,
        Integer attempt,
        TicketsJob job,
        @JsonRawValue String draft) {

    static JobEventDocument of(JobEvent event) {
        String at = WireTime.of(event.at());
        return event.draft()
                .map(draft -> new JobEventDocument(
                        event.sequence(), type(event), at, event.job().attempt(), null, draft))
                .orElseGet(() -> new JobEventDocument(
                        event.sequence(), type(event), at, null, TicketsJob.of(event.job()), null));
    }

    /** The event's name at both doors. */
    public static String type(JobEvent event) {
        return switch (event.kind()) {
            case STATUS -> "job.status";
            case PROGRESS -> "job.progress";
            case DRAFT -> "ticket.draft";
            case TERMINAL -> "job.terminal";
        };
    }
}
