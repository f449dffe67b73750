package io.taskforge.model.job;

import io.taskforge.model.spec.TicketSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A checked request, about to become a job.
 *
 * @param idempotencyKey unique per client, 1 to 255 printable ASCII characters
 * @param requestHash SHA-256 of the canonical request, 32 bytes
 * @param callbackUrl where to tell that it has ended, as the client gave it; null for nowhere
 * @param limits what the client may have at most
 * @param base the job that it builds on; whether that can be built on was asked before
 */
public record NewJob(
        ClientId clientId,
        String idempotencyKey,
        byte[] requestHash,
        TicketSpec spec,
        Map<String, String> metadata,
        String callbackUrl,
        JobLimits limits,
        Optional<JobId> base) {

    public NewJob {
        metadata = Map.copyOf(metadata);
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(base, "base");
    }

    /** A job that builds on no other. */
    public NewJob(
            ClientId clientId,
            String idempotencyKey,
            byte[] requestHash,
            TicketSpec spec,
            Map<String, String> metadata,
            String callbackUrl,
            JobLimits limits) {
        this(clientId, idempotencyKey, requestHash, spec, metadata, callbackUrl, limits, Optional.empty());
    }

    /** The same job, building on another. */
    public NewJob on(JobId other) {
        return new NewJob(
                clientId, idempotencyKey, requestHash, spec, metadata, callbackUrl, limits, Optional.of(other));
    }
}
