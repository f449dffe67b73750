package io.taskforge.api.submission;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.job.TicketsJob;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A request for a job as it comes over HTTP: read ▶ submit ▶ answer. */
@ApplicationScoped
class PostedRequest {

    private static final String REPLAYED = "Idempotent-Replayed";

    private final SubmitJob submitJob;
    private final SecurityIdentity caller;

    PostedRequest(SubmitJob submitJob, SecurityIdentity caller) {
        this.submitJob = submitJob;
        this.caller = caller;
    }

    Uni<Response.ResponseBuilder> from(RoutingContext request) {
        CallingClient client = CallingClient.of(caller);
        var headerKey = IdempotencyKeyHeader.of(request.request().headers().getAll(IdempotencyKeyHeader.NAME));
        return RequestBody.read(request)
                .flatMap(body -> submitJob.asked(client, StrictJson.parse(body), headerKey))
                .map(PostedRequest::answer);
    }

    private static Response.ResponseBuilder answer(SubmitJob.Taken taken) {
        return switch (taken) {
            case SubmitJob.Submitted submitted -> accepted(submitted);
            case SubmitJob.Estimated estimated -> Response.ok(estimated.estimate());
        };
    }

    private static Response.ResponseBuilder accepted(SubmitJob.Submitted submitted) {
        TicketsJob shown = TicketsJob.of(submitted.job());
        Response.ResponseBuilder response = Response.accepted(shown)
                .header(HttpHeaders.LOCATION, shown.statusUrl())
                .header(REPLAYED, submitted.replayed());
        if (shown.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, shown.retryAfter().toSeconds());
        }
        return response;
    }
}
