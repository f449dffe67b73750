package io.taskforge.api.event;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.api.job.WireTime;
import io.taskforge.model.job.JobEvent;

/**
 * An event in its wire shape.
 *
 * @param job as it stood then, as far as the event tells; as it stands, with all there is, at its end
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record JobEventDocument(int sequence, String type, String occurredAt, TicketsJob job) {

    static JobEventDocument of(JobEvent event) {
        return new JobEventDocument(event.sequence(), type(event), WireTime.of(event.at()), TicketsJob.of(event.job()));
    }

    /** The event's name at both doors. */
    public static String type(JobEvent event) {
        return switch (event.kind()) {
            case STATUS -> "job.status";
            case PROGRESS -> "job.progress";
            case TERMINAL -> "job.terminal";
        };
    }
}
