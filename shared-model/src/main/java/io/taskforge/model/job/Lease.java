package io.taskforge.model.job;

import java.util.Objects;
import java.util.UUID;

/**
 * The right of one worker to write to one job, for one attempt. The token is the fence: once the lease is lost, no statement that
 * carries it changes a row.
 */
public record Lease(JobId jobId, UUID token) {

    public Lease {
        Objects.requireNonNull(jobId, "jobId");
        Objects.requireNonNull(token, "token");
    }
}
