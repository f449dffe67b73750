package io.taskforge.model.broker;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.taskforge.model.job.JobId;
import java.util.Objects;

/**
 * Rings for one job. Losing, doubling or reordering it changes nothing: the job's row decides.
 *
 * @param dispatchSeq the outbox row's number, for the logs
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DispatchMessage(JobId jobId, long dispatchSeq) {

    public DispatchMessage {
        Objects.requireNonNull(jobId, "jobId");
    }
}
