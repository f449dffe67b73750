package io.taskforge.api.admin.job;

import io.taskforge.model.job.JobStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event of a job, as stored.
 *
 * @param worker that claimed the job; empty for all other events, and for claims of versions that did not say
 * @param error the code of what the run ended with
 * @param phase and {@code percent}: of progress
 */
record JobHappening(
        int seq,
        String type,
        JobStatus status,
        int attempt,
        Instant at,
        Optional<String> worker,
        Optional<String> error,
        Optional<String> phase,
        OptionalInt percent) {

    boolean draft() {
        return type.equals("draft");
    }

    /** One of many that a run tells of while it goes on. */
    boolean ofTheRun() {
        return draft() || type.equals("progress");
    }

    boolean claim() {
        return type.equals("claimed");
    }

    /** Whether it ends the run that was going on; a request to cancel is only heard of. */
    boolean endsRun() {
        return !ofTheRun() && !claim() && (status.terminal() || status == JobStatus.QUEUED);
    }
}
