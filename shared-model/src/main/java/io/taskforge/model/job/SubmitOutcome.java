package io.taskforge.model.job;

/** What became of a submission. */
public sealed interface SubmitOutcome {

    /** The job is durable. */
    record Accepted(Job job) implements SubmitOutcome {}

    /** The same request had been accepted before; its job as it stands now. */
    record Replayed(Job job) implements SubmitOutcome {}

    /** The key belongs to another request; the job of its first use. */
    record KeyReused(Job job) implements SubmitOutcome {}

    /** The client has as many waiting or running jobs as it may; nothing was stored. */
    record TooManyActive(int limit) implements SubmitOutcome {}

    /** The client has submitted as many jobs today as it may; nothing was stored. */
    record DailyQuotaSpent(int limit) implements SubmitOutcome {}
}
