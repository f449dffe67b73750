package io.taskforge.model.broker;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.taskforge.model.job.JobId;
import java.util.Objects;

/**
 * Says that a job's row may ask for its run to stop. Whoever runs the job reads the row: a message that is lost costs a heartbeat,
 * and one that is stale or made up stops nothing.
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record CancelMessage(JobId jobId) {

    public CancelMessage {
        Objects.requireNonNull(jobId, "jobId");
    }
}
