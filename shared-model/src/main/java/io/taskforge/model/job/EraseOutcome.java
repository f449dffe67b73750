package io.taskforge.model.job;

/** What became of erasing a job before its time. */
public enum EraseOutcome {
    ERASED,
    /** Retention, or somebody else, has taken all of it before. */
    NOTHING_LEFT,
    /** A worker may still need it; nothing was touched. */
    NOT_ENDED,
    UNKNOWN
}
