package io.taskforge.chaos.client;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One request that reached the receiver.
 *
 * @param job as the path names it; empty when it names none
 * @param signedFor the tenant whose secret signed it; empty when no known secret did
 * @param bodySha256 in hex
 * @param status of the answer; 0 when none was given
 */
public record Delivery(
        Instant at,
        Optional<UUID> job,
        SinkMode mode,
        String webhookId,
        Optional<Integer> signedFor,
        String bodySha256,
        String type,
        int status) {}
