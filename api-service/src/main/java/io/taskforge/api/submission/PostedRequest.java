package io.taskforge.api.submission;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.model.job.JobId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A request for a job as it comes over HTTP: read ▶ submit, or retry ▶ answer. */
@ApplicationScoped
class PostedRequest {

    private static final String REPLAYED = "Idempotent-Replayed";

    private final SubmitJob submitJob;
    private final RetryJob retryJob;
    private final SecurityIdentity caller;

    PostedRequest(SubmitJob submitJob, RetryJob retryJob, SecurityIdentity caller) {
        this.submitJob = submitJob;
        this.retryJob = retryJob;
        this.caller = caller;
    }

    Uni<Response.ResponseBuilder> from(RoutingContext request) {
        CallingClient client = CallingClient.of(caller);
        return RequestBody.read(request)
                .flatMap(body -> submitJob.asked(client, StrictJson.parse(body), key(request)))
                .map(PostedRequest::answer);
    }

    /** @param id of the job to run once more */
    Uni<Response.ResponseBuilder> again(RoutingContext request, JobId id) {
        CallingClient client = CallingClient.of(caller);
        Uni<byte[]> body = hasBody(request.request())
                ? RequestBody.read(request)
                : Uni.createFrom().item(new byte[0]);
        return body.invoke(PostedRequest::refuseMembers)
                .flatMap(empty -> retryJob.asked(client, id, key(request)))
                .map(PostedRequest::accepted);
    }

    private static IdempotencyKeyHeader key(RoutingContext request) {
        return IdempotencyKeyHeader.of(request.request().headers().getAll(IdempotencyKeyHeader.NAME));
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.getHeader("Transfer-Encoding") != null : !length.equals("0");
    }

    /** What a retry says is in its path and its key; a body that says more was meant for something else. */
    private static void refuseMembers(byte[] body) {
        if (body.length > 0) {
            RequestCheck.refuseMembers(StrictJson.parse(body));
        }
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
