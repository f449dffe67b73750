package io.taskforge.api.submission;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.job.JobPath;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.api.limit.ClientLimits;
import io.taskforge.api.submission.SubmitJob.Submitted;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobInput;
import io.taskforge.model.job.JobQueries;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.spec.TicketSpec;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Runs once more what a job did not bring to its end: as a new job, of the stored input, under a key of its own. The job that it
 * repeats stays as it is, and so does its key.
 */
@ApplicationScoped
public class RetryJob {

    private final RequestCheck check;
    private final SubmitJob submitJob;
    private final JobQueries queries;
    private final JobStore store;
    private final ClientLimits limits;

    RetryJob(RequestCheck check, SubmitJob submitJob, JobQueries queries, JobStore store, ClientLimits limits) {
        this.check = check;
        this.submitJob = submitJob;
        this.queries = queries;
        this.store = store;
        this.limits = limits;
    }

    /**
     * Costs the client what reading costs, for the job that it repeats, and then what a submission does. Fails with
     * {@code job_not_found}, {@code job_not_retryable}, {@code input_purged}, {@code base_job_unusable}, or as a submission does.
     */
    Uni<Submitted> asked(CallingClient client, JobId id, IdempotencyKeyHeader headerKey) {
        return limits.reading(client)
                .<Uni<Submitted>>map(refusal -> Uni.createFrom().failure(refusal))
                .orElseGet(() -> found(client, id, headerKey));
    }

    /**
     * The same for whoever acts on behalf of the client: what is asked counts as a submission of the client's, what is read not at all.
     *
     * @param key of the new job; asked again under it, the same job is answered with
     */
    public Uni<Submitted> onBehalf(CallingClient client, JobId id, String key) {
        return found(client, id, new IdempotencyKeyHeader.Key(key));
    }

    private Uni<Submitted> found(CallingClient client, JobId id, IdempotencyKeyHeader headerKey) {
        return Uni.createFrom().item(() -> check.key(headerKey)).flatMap(key -> DatabaseCall.read(
                        queries.jobWithInput(client.id(), id))
                .map(found -> found.orElseThrow(() -> JobPath.notFound(id)))
                .flatMap(repeated -> again(client, repeated, key)));
    }

    private Uni<Submitted> again(CallingClient client, JobInput repeated, String key) {
        byte[] fingerprint = Fingerprint.ofRetry(repeated.job().id());
        RequestFailure refusal = refusal(repeated);
        if (refusal == null) {
            TicketSpec spec = repeated.spec().orElseThrow();
            return submitJob
                    .checked(client, check.jobAgain(client, repeated, spec, key, fingerprint))
                    .onFailure(RetryJob::isForItsBase)
                    .transform(unusable -> baseGone(repeated));
        }
        // The job may have been retried under this key before its input was erased.
        return DatabaseCall.read(store.submittedBefore(client.id(), key, fingerprint))
                .map(before -> submitJob.submitted(before.orElseThrow(() -> refusal)));
    }

    private static boolean isForItsBase(Throwable failure) {
        return failure instanceof RequestFailure refused && refused.code() == FailureCode.BASE_JOB_UNUSABLE;
    }

    /** In words for a request that names no base itself. */
    private static RequestFailure baseGone(JobInput repeated) {
        return new RequestFailure(
                        FailureCode.BASE_JOB_UNUSABLE,
                        "The job builds on an earlier one whose result is no longer kept; submit a new request.")
                .withJob(TicketsJob.of(repeated.job()));
    }

    /** Null when nothing stands in the way. */
    private static RequestFailure refusal(JobInput repeated) {
        return switch (repeated.job().status()) {
            case FAILED, EXPIRED, CANCELLED -> repeated.spec().isPresent() ? null : purged(repeated);
            case QUEUED, RUNNING, CANCELLING ->
                notRetryable(repeated, "Job is still " + repeated.job().status().word() + "; wait for its end.");
            case COMPLETED -> notRetryable(repeated, "Job is completed; fetch its result, or submit a new request.");
        };
    }

    private static RequestFailure purged(JobInput repeated) {
        return new RequestFailure(
                        FailureCode.INPUT_PURGED, "The job's specification is no longer kept; submit it again.")
                .withJob(TicketsJob.of(repeated.job()));
    }

    private static RequestFailure notRetryable(JobInput repeated, String detail) {
        return new RequestFailure(FailureCode.JOB_NOT_RETRYABLE, detail).withJob(TicketsJob.of(repeated.job()));
    }
}
