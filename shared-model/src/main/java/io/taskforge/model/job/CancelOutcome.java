package io.taskforge.model.job;

/** What became of a client's wish to cancel. */
public sealed interface CancelOutcome {

    /** It is, or already was, cancelled or being cancelled. */
    record Cancelled(Job job) implements CancelOutcome {}

    /** It had ended otherwise, and stays as it is. */
    record TooLate(Job job) implements CancelOutcome {}

    /** The client has no such job. */
    record Unknown() implements CancelOutcome {}
}
