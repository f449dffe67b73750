package io.taskforge.model.job.machine;

import io.taskforge.model.job.JobProgress;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What can happen to a job after its submission. One for each method of {@link io.taskforge.model.job.JobStore} that changes a job. */
public sealed interface Event {

    /** What only the holder of the lease with this token may say. */
    sealed interface Fenced extends Event permits Heartbeat, Completed, Failed, HandedBack, CancelAcknowledged {

        UUID token();
    }

    /** @param token of the lease that the worker gets if it wins */
    record Claimed(UUID token) implements Event {

        public Claimed {
            Objects.requireNonNull(token, "token");
        }
    }

    /**
     * @param progress empty for a mere sign of life
     * @param drafts how many it tells of
     */
    record Heartbeat(UUID token, Optional<JobProgress> progress, int drafts) implements Fenced {

        public Heartbeat {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(progress, "progress");
            if (drafts < 0) {
                throw new IllegalArgumentException("a heartbeat with " + drafts + " drafts");
            }
        }
    }

    /** The worker has a result. */
    record Completed(UUID token, JobProgress progress) implements Fenced {

        public Completed {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(progress, "progress");
        }
    }

    /** @param retry whether another run may help */
    record Failed(UUID token, String errorCode, boolean retry) implements Fenced {

        public Failed {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(errorCode, "errorCode");
        }
    }

    /** The worker stops, and the run was interrupted: which is not a failure. */
    record HandedBack(UUID token) implements Fenced {

        public HandedBack {
            Objects.requireNonNull(token, "token");
        }
    }

    /** The client does not want it any more. */
    record CancelRequested() implements Event {}

    /** The worker has let go of a job that its client cancelled. */
    record CancelAcknowledged(UUID token) implements Fenced {

        public CancelAcknowledged {
            Objects.requireNonNull(token, "token");
        }
    }

    /** A sweeper looks whether the worker has been silent for longer than its lease. */
    record LeaseExpired() implements Event {}

    /** A sweeper looks whether the worker has had its time to acknowledge a cancel. */
    record CancelGracePassed() implements Event {}

    /** A sweeper looks whether the run is over its deadline, and its worker has not ended it. */
    record DeadlinePassed() implements Event {}

    /** A sweeper looks whether the job has waited for too long. */
    record QueueTimePassed() implements Event {}
}
