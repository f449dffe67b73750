package io.taskforge.model.job;

import java.time.Duration;

/**
 * A job as it was read, to be shown again when the next read is asked for: when nothing has changed, that answers with this very
 * object.
 *
 * @param versions by which the next read sees whether anything has
 * @param asOf of {@link System#nanoTime()}, not after the moment whose state this is
 */
public record JobReading(Job job, RowVersions versions, long asOf) {

    /** Versions come again some day, or sooner after a database was replaced by one that lacked its last writes. */
    private static final Duration HOLDS_AT_MOST = Duration.ofSeconds(30);

    /**
     * The transactions that wrote the job's row and its callback's, as PostgreSQL numbers them ({@code xmin}): whatever writes a row, and
     * whoever, it has another version then.
     *
     * @param job an unsigned number
     * @param callback an unsigned number; 0 while there is no callback to deliver
     */
    record RowVersions(int job, int callback) {}

    /** Whether it is of any use to a next read. Where a job stands in the queue changes with the jobs before it. */
    public boolean worthKeeping() {
        return job.status() != JobStatus.QUEUED;
    }

    /** Whether a read that is asked for now may be answered with it. */
    boolean mayHoldFor(ClientId client, JobId id) {
        return worthKeeping()
                && job.id().equals(id)
                && job.clientId().equals(client)
                && System.nanoTime() - asOf < HOLDS_AT_MOST.toNanos();
    }
}
