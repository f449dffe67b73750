package io.taskforge.model.job.machine;

import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Of a job, what decides about it. The database's constraints say the same of its row: a job has a lease exactly while a worker runs
 * it, an end exactly when it is terminal, an error exactly when it ended without a result.
 *
 * @param attempt runs so far; never counts down
 * @param failures runs that failed
 * @param crashes workers that vanished under it
 * @param availableAt when it may be claimed, while it waits
 * @param deadlineAt when the run is over its time; empty while none runs
 * @param expiresAt when it leaves the queue unrun
 * @param eventSeq the number of its newest event; 1 for the submission
 * @param errorCode of the error that its client reads
 */
public record JobState(
        JobStatus status,
        int attempt,
        int failures,
        int crashes,
        Optional<Held> lease,
        Instant availableAt,
        Optional<Instant> deadlineAt,
        Instant expiresAt,
        Optional<Instant> cancelRequestedAt,
        Optional<Instant> finishedAt,
        int eventSeq,
        Optional<JobProgress> progress,
        Optional<String> errorCode,
        Terms terms) {

    /**
     * A worker's right to the job.
     *
     * @param until when anybody may take it for dead
     */
    public record Held(UUID token, Instant until) {

        public Held {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(until, "until");
        }
    }

    /**
     * What the request itself sets, in the place of the service's numbers.
     *
     * @param failuresAtMost runs that may fail
     * @param runDeadline of one run
     */
    public record Terms(Optional<Integer> failuresAtMost, Optional<Duration> runDeadline) {

        /** All as the service has it. */
        public static final Terms NONE = new Terms(Optional.empty(), Optional.empty());

        public Terms {
            Objects.requireNonNull(failuresAtMost, "failuresAtMost");
            Objects.requireNonNull(runDeadline, "runDeadline");
        }
    }

    /** @throws IllegalArgumentException when no job can be so */
    public JobState {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(availableAt, "availableAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(terms, "terms");
        boolean held = status == JobStatus.RUNNING || status == JobStatus.CANCELLING;
        demand(lease.isPresent() == held, status, "its lease");
        demand(finishedAt.isPresent() == status.terminal(), status, "its end");
        demand(errorCode.isPresent() == (status.terminal() && status != JobStatus.COMPLETED), status, "its error");
        demand(status != JobStatus.CANCELLING || cancelRequestedAt.isPresent(), status, "its cancel");
        demand(attempt >= 0 && failures >= 0 && crashes >= 0 && eventSeq >= 1, status, "its numbers");
    }

    private static void demand(boolean agrees, JobStatus status, String what) {
        if (!agrees) {
            throw new IllegalArgumentException("a job that is " + status.word() + " disagrees with " + what);
        }
    }

    /** A job just submitted. */
    public static JobState submitted(Instant now, Duration queueExpiry, Terms terms) {
        return new JobState(
                JobStatus.QUEUED,
                0,
                0,
                0,
                Optional.empty(),
                now,
                Optional.empty(),
                now.plus(queueExpiry),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                terms);
    }

    /** Whether the token is that of the lease now: a worker that lost its lease has another. */
    public boolean heldBy(UUID token) {
        return lease.isPresent() && lease.get().token().equals(token);
    }
}
