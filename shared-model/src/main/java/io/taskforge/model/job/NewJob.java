package io.taskforge.model.job;

import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.trace.TraceParent;
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
 * @param trace the request's span, on which all hangs that becomes of the job; empty where nothing is traced
 */
public record NewJob(
        ClientId clientId,
        String idempotencyKey,
        byte[] requestHash,
        TicketSpec spec,
        Map<String, String> metadata,
        String callbackUrl,
        JobLimits limits,
        Optional<JobId> base,
        Optional<TraceParent> trace) {

    public NewJob {
        metadata = Map.copyOf(metadata);
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(trace, "trace");
    }

    /** A job that builds on no other, of a request that is not traced. */
    public NewJob(
            ClientId clientId,
            String idempotencyKey,
            byte[] requestHash,
            TicketSpec spec,
            Map<String, String> metadata,
            String callbackUrl,
            JobLimits limits) {
        this(
                clientId,
                idempotencyKey,
                requestHash,
                spec,
                metadata,
                callbackUrl,
                limits,
                Optional.empty(),
                Optional.empty());
    }

    /** The same job, building on another. */
    public NewJob on(JobId other) {
        return new NewJob(
                clientId, idempotencyKey, requestHash, spec, metadata, callbackUrl, limits, Optional.of(other), trace);
    }

    /** The same job, of a request that is traced. */
    public NewJob within(Optional<TraceParent> request) {
        return new NewJob(clientId, idempotencyKey, requestHash, spec, metadata, callbackUrl, limits, base, request);
    }
}
