package io.taskforge.model.job;

/** What became of a client's wish to be called back again. */
public sealed interface RedeliveryOutcome {

    /** The callback is due at once, whatever became of it before. */
    record Due(Job job) implements RedeliveryOutcome {}

    /** The job has not ended; its callback is due when it does. */
    record NotTerminal(Job job) implements RedeliveryOutcome {}

    /** Nobody is to be told of this job. */
    record NotConfigured(Job job) implements RedeliveryOutcome {}

    /** The client has no such job. */
    record Unknown() implements RedeliveryOutcome {}
}
