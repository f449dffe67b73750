package io.taskforge.api.admin.job;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.Actor;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.callback.RedeliverCallback;
import io.taskforge.api.client.ClientAccounts;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.job.CancelJob;
import io.taskforge.api.submission.RetryJob;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.EraseOutcome;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.Retention;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** What an administrator does to a job: by the use cases that clients have, told as an outcome whatever it is. */
@ApplicationScoped
class JobActions {

    /** @param job the new one; when there is none, the one that was to be repeated */
    record Repeated(JobId job, Told told) {}

    private final CancelJob cancelJob;
    private final RetryJob retryJob;
    private final RedeliverCallback redeliverCallback;
    private final ClientAccounts clients;
    private final Retention retention;
    private final AuditLog audit;
    private final Pool pool;

    JobActions(
            CancelJob cancelJob,
            RetryJob retryJob,
            RedeliverCallback redeliverCallback,
            ClientAccounts clients,
            Retention retention,
            AuditLog audit,
            Pool pool) {
        this.cancelJob = cancelJob;
        this.retryJob = retryJob;
        this.redeliverCallback = redeliverCallback;
        this.clients = clients;
        this.retention = retention;
        this.audit = audit;
        this.pool = pool;
    }

    Uni<Told> cancelled(ClientId client, JobId job) {
        return told(cancelJob
                .askedByAdmin(client, job)
                .map(after -> after.status() == JobStatus.CANCELLING ? Told.CANCELLING : Told.CANCELLED));
    }

    /** @param key of the new job */
    Uni<Repeated> repeated(ClientId client, JobId job, String key) {
        return clients.of(client)
                .map(found -> found.orElseThrow(ReadOneJob::unknown))
                .flatMap(account -> {
                    if (account.disabled()) {
                        return Uni.createFrom().item(new Repeated(job, Told.CLIENT_DISABLED));
                    }
                    return retryJob.onBehalf(account.client(), job, key)
                            .map(submitted -> new Repeated(submitted.job().id(), Told.RETRIED))
                            .onFailure(RequestFailure.class)
                            .recoverWithItem(refusal -> new Repeated(job, outcome(refusal)));
                });
    }

    Uni<Told> redelivered(ClientId client, JobId job) {
        return told(redeliverCallback.due(client, job).replaceWith(Told.REDELIVERED));
    }

    /** Logged in the same transaction, and only when it was done. */
    Uni<Told> erased(JobId job, Actor actor) {
        return DatabaseCall.write(pool.withTransaction(transaction -> retention
                        .erasedNow(transaction, job)
                        .call(outcome -> outcome == EraseOutcome.ERASED
                                ? audit.append(transaction, actor, AuditEvent.of("job_erased", job.toString()))
                                : Uni.createFrom().voidItem())))
                .map(outcome -> switch (outcome) {
                    case ERASED -> Told.ERASED;
                    case NOTHING_LEFT -> Told.NOTHING_TO_ERASE;
                    case NOT_ENDED -> Told.NOT_ENDED;
                    case UNKNOWN -> throw ReadOneJob.unknown();
                });
    }

    private static Uni<Told> told(Uni<Told> done) {
        return done.onFailure(RequestFailure.class).recoverWithItem(JobActions::outcome);
    }

    /** @throws RequestFailure when it is none that an action has */
    private static Told outcome(Throwable refusal) {
        RequestFailure refused = (RequestFailure) refusal;
        return Told.of(refused.code()).orElseThrow(() -> refused);
    }
}
