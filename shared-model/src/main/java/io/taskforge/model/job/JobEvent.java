package io.taskforge.model.job;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to a job.
 *
 * @param sequence 1 for the submission, and one more for each event after it, without gaps
 * @param job as it stood then, as far as the event tells: how it ended only with its end, when it leaves the queue not at all
 * @param draft the JSON of the ticket that a {@link Kind#DRAFT} tells of; empty for all others
 */
public record JobEvent(int sequence, Instant at, Kind kind, Job job, Optional<String> draft) {

    /** What a watcher may want to tell apart. */
    public enum Kind {
        STATUS,
        PROGRESS,
        /** A ticket was written, or written anew: under the id that it has until the result gives it another. */
        DRAFT,
        /** The last one: nothing happens to a job that has ended. */
        TERMINAL
    }

    public JobEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(job, "job");
        if (draft.isPresent() != (kind == Kind.DRAFT)) {
            throw new IllegalArgumentException("event " + sequence + " is a " + kind + " with the draft " + draft);
        }
    }
}
