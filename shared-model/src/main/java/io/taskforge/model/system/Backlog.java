package io.taskforge.model.system;

import java.time.Duration;
import java.util.Optional;

/**
 * What waits at one moment. Counts that no setting bounds go no further than {@link #COUNTED_TO}.
 *
 * @param queued jobs that wait for a worker, or for the end of the pause before another run
 * @param oldestQueued since the submission of the one that was submitted first; empty when none waits
 * @param claimable how long the next job to be claimed could have been; empty when none could
 * @param running jobs with a worker
 * @param cancelling jobs whose worker has been asked to stop
 * @param outbox messages that are due and that the broker has not confirmed
 * @param oldestOutbox since the first of them was due; empty when there is none
 * @param callbacks callbacks that are due
 */
public record Backlog(
        int queued,
        Optional<Duration> oldestQueued,
        Optional<Duration> claimable,
        int running,
        int cancelling,
        int outbox,
        Optional<Duration> oldestOutbox,
        int callbacks) {

    /** More than this is told as this: enough to see that it is too many, and cheap to count. */
    public static final int COUNTED_TO = 10_001;
}
