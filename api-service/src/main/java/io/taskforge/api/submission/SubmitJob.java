package io.taskforge.api.submission;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.dispatch.OutboxRelay;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.NewJob;
import io.taskforge.model.job.SubmitOutcome;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A request on its way to being a durable job: read ▶ check ▶ store ▶ wake the relay ▶ answer. */
@ApplicationScoped
class SubmitJob {

    private static final String REPLAYED = "Idempotent-Replayed";

    private final RequestCheck check;
    private final JobStore store;
    private final OutboxRelay relay;
    private final SecurityIdentity caller;

    SubmitJob(RequestCheck check, JobStore store, OutboxRelay relay, SecurityIdentity caller) {
        this.check = check;
        this.store = store;
        this.relay = relay;
        this.caller = caller;
    }

    Uni<Response.ResponseBuilder> from(RoutingContext request) {
        ClientId client = CallingClient.of(caller).id();
        var headerKey = IdempotencyKeyHeader.of(request.request().headers().getAll(IdempotencyKeyHeader.NAME));
        return RequestBody.read(request)
                .map(body -> check.newJob(client, StrictJson.parse(body), headerKey))
                .flatMap(job -> DatabaseCall.write(stored(job)))
                .map(SubmitJob::answer);
    }

    private Uni<SubmitOutcome> stored(NewJob job) {
        return store.submitted(job).invoke(outcome -> {
            if (outcome instanceof SubmitOutcome.Accepted) {
                relay.wake();
            }
        });
    }

    private static Response.ResponseBuilder answer(SubmitOutcome outcome) {
        return switch (outcome) {
            case SubmitOutcome.Accepted accepted -> accepted(accepted.job(), false);
            case SubmitOutcome.Replayed replayed -> accepted(replayed.job(), true);
            case SubmitOutcome.KeyReused reused ->
                throw new RequestFailure(
                                FailureCode.IDEMPOTENCY_KEY_REUSED,
                                "This idempotency key was used for another request; use a new key for a new request.")
                        .withJob(TicketsJob.of(reused.job()));
        };
    }

    private static Response.ResponseBuilder accepted(Job job, boolean replayed) {
        TicketsJob shown = TicketsJob.of(job);
        Response.ResponseBuilder response = Response.accepted(shown)
                .header(HttpHeaders.LOCATION, shown.statusUrl())
                .header(REPLAYED, replayed);
        if (shown.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, shown.retryAfter().toSeconds());
        }
        return response;
    }
}
