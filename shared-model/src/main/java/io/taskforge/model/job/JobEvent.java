package io.taskforge.model.job;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened to a job.
 *
 * @param sequence 1 for the submission, and one more for each event after it, without gaps
 * @param job as it stood then, as far as the event tells: how it ended only with its end, when it leaves the queue not at all
 */
public record JobEvent(int sequence, Instant at, Kind kind, Job job) {

    /** What a watcher may want to tell apart. */
    public enum Kind {
        STATUS,
        PROGRESS,
        /** The last one: nothing happens to a job that has ended. */
        TERMINAL
    }

    public JobEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(job, "job");
    }
}
