package io.taskforge.model.system;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the queue was like in some minutes that follow each other: of what waits the most at the beginning of any of them, of what happened
 * all of it, in the minutes before those.
 *
 * @param at the beginning of the last of these minutes
 * @param minutes of how many there are figures in this, at least 1
 * @param queued jobs that wait for a worker, or for another run
 * @param running jobs with a worker, those that are being cancelled among them
 * @param oldestQueued since the submission of the oldest that waits; empty when none did
 * @param completed jobs that got their result
 * @param failed jobs that failed or expired
 * @param leaseLost runs whose worker fell silent
 * @param outboxWaiting messages that are due and not on their way to the broker
 * @param outboxOldest how long the first of them has waited; empty when none did
 */
public record QueueSample(
        Instant at,
        int minutes,
        int queued,
        int running,
        Optional<Duration> oldestQueued,
        int completed,
        int failed,
        int leaseLost,
        int outboxWaiting,
        Optional<Duration> outboxOldest) {}
