package io.taskforge.model.job;

import io.taskforge.model.spec.TicketSpec;
import java.util.Map;

/**
 * A checked request, about to become a job.
 *
 * @param idempotencyKey unique per client, 1 to 255 printable ASCII characters
 * @param requestHash SHA-256 of the canonical request, 32 bytes
 */
public record NewJob(
        ClientId clientId, String idempotencyKey, byte[] requestHash, TicketSpec spec, Map<String, String> metadata) {

    public NewJob {
        metadata = Map.copyOf(metadata);
    }
}
