package io.taskforge.model.job;

/** What a heartbeat brings back. */
public enum HeartbeatOutcome {
    /** The lease is extended; go on. */
    KEPT,
    /** The client cancelled: stop, and acknowledge. */
    CANCEL_REQUESTED,
    /** The run's deadline has passed: stop, and fail. */
    OVERDUE,
    /** Somebody else may run the job now: stop, and write nothing. */
    LOST
}
