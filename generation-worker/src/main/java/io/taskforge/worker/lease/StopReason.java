package io.taskforge.worker.lease;

/** Why a run is interrupted before its drafts are done. */
public enum StopReason {
    /** The client cancelled. */
    CANCELLED,
    /** The run's deadline has passed. */
    OVERDUE,
    /** Somebody else may run the job now, or the database was silent for as long as the lease lasts. */
    LEASE_LOST,
    /** The worker stops. */
    SHUTDOWN
}
