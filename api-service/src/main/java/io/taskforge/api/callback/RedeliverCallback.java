package io.taskforge.api.callback;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.job.JobPath;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.api.limit.ClientLimits;
import io.taskforge.model.job.CallbackDeliveries;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.RedeliveryOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells a receiver again, for a client whose receiver lost the callback or is there only now. */
@ApplicationScoped
public class RedeliverCallback {

    private final CallbackDeliveries callbacks;
    private final CallbackRelay relay;
    private final ClientLimits limits;

    RedeliverCallback(CallbackDeliveries callbacks, CallbackRelay relay, ClientLimits limits) {
        this.callbacks = callbacks;
        this.relay = relay;
        this.limits = limits;
    }

    /**
     * The job, whose callback is due. Each costs the client what a submission costs. Fails with {@code rate_limited},
     * {@code job_not_found}, {@code callback_not_configured} or {@code job_not_terminal}.
     */
    Uni<Job> asked(CallingClient client, JobId id) {
        Optional<RequestFailure> tooOften = limits.submitting(client);
        return tooOften.isPresent() ? Uni.createFrom().failure(tooOften.get()) : due(client.id(), id);
    }

    /**
     * The same for whoever acts on behalf of the client, and costs it nothing. Fails with {@code job_not_found},
     * {@code callback_not_configured} or {@code job_not_terminal}.
     */
    public Uni<Job> due(ClientId client, JobId id) {
        return DatabaseCall.write(callbacks.redeliveryAsked(client, id)).map(outcome -> switch (outcome) {
            case RedeliveryOutcome.Due due -> {
                relay.wake();
                yield due.job();
            }
            case RedeliveryOutcome.NotConfigured none ->
                throw refusal(
                        FailureCode.CALLBACK_NOT_CONFIGURED, "Job was submitted without a callback_url.", none.job());
            case RedeliveryOutcome.NotTerminal early ->
                throw refusal(
                                FailureCode.JOB_NOT_TERMINAL,
                                "Job is still %s; its callback is sent when it has ended."
                                        .formatted(early.job().status().word()),
                                early.job())
                        .retryAfter(TicketsJob.of(early.job()).retryAfter());
            case RedeliveryOutcome.Unknown unknown -> throw JobPath.notFound(id);
        });
    }

    private static RequestFailure refusal(FailureCode code, String detail, Job job) {
        return new RequestFailure(code, detail).withJob(TicketsJob.of(job));
    }
}
