package io.taskforge.model.broker;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.taskforge.model.job.JobId;
import io.taskforge.model.trace.TraceParent;
import java.util.Objects;
import java.util.Optional;

/**
 * Rings for one job. Losing, doubling or reordering it changes nothing: the job's row decides.
 *
 * @param dispatchSeq the outbox row's number, for the logs
 * @param trace the span that its sending hangs on, which is the submission's, and then that of its sending; a property of the message,
 *     not in its body
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DispatchMessage(
        JobId jobId, long dispatchSeq, @JsonIgnore Optional<TraceParent> trace) {

    public DispatchMessage {
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(trace, "trace");
    }

    /** As it is read. */
    @JsonCreator
    public DispatchMessage(@JsonProperty("job_id") JobId jobId, @JsonProperty("dispatch_seq") long dispatchSeq) {
        this(jobId, dispatchSeq, Optional.empty());
    }

    /** The same, on its way. */
    public DispatchMessage under(Optional<TraceParent> span) {
        return new DispatchMessage(jobId, dispatchSeq, span);
    }

    /** Tells it from other rings for the same job. */
    public String id() {
        return jobId + ":" + dispatchSeq;
    }
}
