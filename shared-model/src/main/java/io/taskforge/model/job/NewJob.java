package io.taskforge.model.job;

import io.taskforge.model.spec.TicketSpec;
import java.util.Map;
import java.util.Objects;

/**
 * A checked request, about to become a job.
 *
 * @param idempotencyKey unique per client, 1 to 255 printable ASCII characters
 * @param requestHash SHA-256 of the canonical request, 32 bytes
 * @param callbackUrl where to tell that it has ended, as the client gave it; null for nowhere
 * @param limits what the client may have at most
 */
public record NewJob(
        ClientId clientId,
        String idempotencyKey,
        byte[] requestHash,
        TicketSpec spec,
        Map<String, String> metadata,
        String callbackUrl,
        JobLimits limits) {

    public NewJob {
        metadata = Map.copyOf(metadata);
        Objects.requireNonNull(limits, "limits");
    }
}
