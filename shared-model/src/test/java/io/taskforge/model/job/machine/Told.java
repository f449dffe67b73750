package io.taskforge.model.job.machine;

import io.taskforge.model.job.JobProgress;
import java.util.Optional;
import java.util.UUID;

/** The events by name, for tests that walk or draw them. */
enum Told {
    CLAIMED,
    HEARTBEAT,
    PROGRESS,
    DRAFTS,
    COMPLETED,
    FAILED_TO_RETRY,
    FAILED_FOR_GOOD,
    HANDED_BACK,
    CANCEL_REQUESTED,
    CANCEL_ACKNOWLEDGED,
    LEASE_EXPIRED,
    CANCEL_GRACE_PASSED,
    DEADLINE_PASSED,
    QUEUE_TIME_PASSED;

    private static final JobProgress NEWS = new JobProgress(JobProgress.Phase.DRAFTING, 40, 3, "ticket 4 of 9");

    /** @param token of whoever says it, or gets it */
    Event with(UUID token) {
        return switch (this) {
            case CLAIMED -> new Event.Claimed(token);
            case HEARTBEAT -> new Event.Heartbeat(token, Optional.empty(), 0);
            case PROGRESS -> new Event.Heartbeat(token, Optional.of(NEWS), 0);
            case DRAFTS -> new Event.Heartbeat(token, Optional.of(NEWS), 2);
            case COMPLETED -> new Event.Completed(token, JobProgress.WAITING);
            case FAILED_TO_RETRY -> new Event.Failed(token, "model_unavailable", true);
            case FAILED_FOR_GOOD -> new Event.Failed(token, "internal_error", false);
            case HANDED_BACK -> new Event.HandedBack(token);
            case CANCEL_REQUESTED -> new Event.CancelRequested();
            case CANCEL_ACKNOWLEDGED -> new Event.CancelAcknowledged(token);
            case LEASE_EXPIRED -> new Event.LeaseExpired();
            case CANCEL_GRACE_PASSED -> new Event.CancelGracePassed();
            case DEADLINE_PASSED -> new Event.DeadlinePassed();
            case QUEUE_TIME_PASSED -> new Event.QueueTimePassed();
        };
    }

    /** Whether it meets every job that it fits, and not one. */
    boolean sweep() {
        return Life.meetsAll(with(StoredJobs.stranger()));
    }
}
