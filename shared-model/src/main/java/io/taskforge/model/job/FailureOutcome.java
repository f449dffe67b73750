package io.taskforge.model.job;

/** What became of a run that failed. */
public enum FailureOutcome {
    /** Queued again, with backoff. */
    RETRIED,
    FAILED,
    /** The client had cancelled meanwhile, and that wins. */
    CANCELLED,
    /** The lease was lost; nothing was written. */
    LOST
}
