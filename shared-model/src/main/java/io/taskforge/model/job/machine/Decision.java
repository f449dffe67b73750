package io.taskforge.model.job.machine;

import io.taskforge.model.job.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What comes of an event. */
public sealed interface Decision {

    /** The event came too late, too early, or from somebody who may not say it: nothing is changed and nothing written. */
    record Refused() implements Decision {}

    /**
     * @param state afterwards; a job that waits for another run is available at the latest moment that its bell may have
     * @param written in the same transaction
     */
    record Moved(JobState state, Written written) implements Decision {

        public Moved {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(written, "written");
        }
    }

    /**
     * What a move writes beside the job.
     *
     * @param events in the order of their numbers
     * @param bell for the workers; present exactly when the job waits for another run
     * @param result whether there is one now
     */
    record Written(List<Noted> events, Optional<Bell> bell, boolean result) {

        public Written {
            events = List.copyOf(events);
            Objects.requireNonNull(bell, "bell");
        }
    }

    /**
     * A row of the job's history.
     *
     * @param sequence one more than that of the event before
     * @param type as the database has it
     * @param status and {@code attempt}: of the job after the move
     */
    record Noted(int sequence, String type, JobStatus status, int attempt) {

        public Noted {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(status, "status");
        }
    }

    /**
     * When the job is available again: a moment drawn evenly from between the two, so that jobs that failed together do not come back
     * together.
     */
    record Bell(Instant earliest, Instant latest) {

        public Bell {
            if (latest.isBefore(earliest)) {
                throw new IllegalArgumentException("a bell that rings from " + earliest + " to " + latest);
            }
        }
    }
}
