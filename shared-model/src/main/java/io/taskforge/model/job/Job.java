package io.taskforge.model.job;

import java.time.Instant;
import java.util.Map;

/**
 * A job as its client may see it: without specification, result or lease.
 *
 * @param title null once retention has erased it
 * @param attempt runs so far
 * @param progress null before the first run
 * @param error set exactly when it failed, was cancelled or expired
 * @param queuePosition jobs before it, counted to at most 1,000; null unless queued and asked for
 * @param expiresAt when it leaves the queue unrun
 * @param resultExpiresAt when its result is erased; null unless completed
 * @param callback null when none was asked for
 */
public record Job(
        JobId id,
        ClientId clientId,
        String title,
        JobStatus status,
        int attempt,
        JobProgress progress,
        JobError error,
        Map<String, String> metadata,
        Integer queuePosition,
        Instant createdAt,
        Instant updatedAt,
        Instant startedAt,
        Instant finishedAt,
        Instant cancelRequestedAt,
        Instant expiresAt,
        Instant resultExpiresAt,
        CallbackState callback) {

    public Job {
        metadata = Map.copyOf(metadata);
    }
}
