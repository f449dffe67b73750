package io.taskforge.model.job;

import static io.taskforge.model.job.JobStatus.CANCELLED;
import static io.taskforge.model.job.JobStatus.CANCELLING;
import static io.taskforge.model.job.JobStatus.COMPLETED;
import static io.taskforge.model.job.JobStatus.EXPIRED;
import static io.taskforge.model.job.JobStatus.FAILED;
import static io.taskforge.model.job.JobStatus.QUEUED;
import static io.taskforge.model.job.JobStatus.RUNNING;

import java.util.Map;
import java.util.Optional;

/**
 * What can happen to a job, and where it leads from each status: the decision that every statement of {@link JobStore} carries in
 * SQL. A test walks each pair of status and transition on a real database and holds the two against each other.
 */
public enum JobTransition {
    CLAIMED(Map.of(QUEUED, RUNNING)),
    HEARTBEAT(Map.of(RUNNING, RUNNING, CANCELLING, CANCELLING)),
    /** Never from {@code CANCELLING}: a client that cancelled must not be handed a result. */
    COMPLETED_BY_WORKER(Map.of(RUNNING, COMPLETED)),
    /** A failure worth another attempt, within the budget. */
    FAILED_TO_RETRY(Map.of(RUNNING, QUEUED, CANCELLING, CANCELLED)),
    FAILED_FOR_GOOD(Map.of(RUNNING, FAILED, CANCELLING, CANCELLED)),
    /** The worker shuts down: interrupted is not failed, and no budget is touched. */
    HANDED_BACK(Map.of(RUNNING, QUEUED, CANCELLING, CANCELLED)),
    CANCEL_REQUESTED(Map.of(QUEUED, CANCELLED, RUNNING, CANCELLING, CANCELLING, CANCELLING)),
    CANCEL_ACKNOWLEDGED(Map.of(CANCELLING, CANCELLED)),
    /** The worker did not acknowledge in time. */
    CANCEL_GRACE_PASSED(Map.of(CANCELLING, CANCELLED)),
    /** The worker vanished, with crashes to spare. */
    LEASE_EXPIRED(Map.of(RUNNING, QUEUED, CANCELLING, CANCELLED)),
    /** The worker vanished once too often: the job is taken for poison. */
    LEASE_EXPIRED_FOR_GOOD(Map.of(RUNNING, FAILED, CANCELLING, CANCELLED)),
    /** It ran past its deadline and its worker did not end it. */
    DEADLINE_PASSED(Map.of(RUNNING, FAILED)),
    QUEUE_TIME_PASSED(Map.of(QUEUED, EXPIRED));

    private final Map<JobStatus, JobStatus> moves;

    JobTransition(Map<JobStatus, JobStatus> moves) {
        this.moves = moves;
    }

    /** The status afterwards; empty when the transition loses in that status and changes nothing. */
    public Optional<JobStatus> from(JobStatus status) {
        return Optional.ofNullable(moves.get(status));
    }
}
