package io.taskforge.api.result;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.job.JobPath;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobQueries;
import io.taskforge.model.job.JobQueries.JobWithResult;
import io.taskforge.model.job.StoredResult;
import jakarta.enterprise.context.ApplicationScoped;

/** The result of a job, or why there is none. */
@ApplicationScoped
public class ReadResult {

    private final JobQueries queries;

    ReadResult(JobQueries queries) {
        this.queries = queries;
    }

    /**
     * Fails with {@code job_not_found}, {@code result_not_ready}, {@code result_expired}, or the way in which the job ended.
     *
     * @param partial whether the drafts will do, where a job ended without a result
     */
    public Uni<StoredResult> of(ClientId client, JobId id, boolean partial) {
        return DatabaseCall.read(queries.jobWithResult(client, id))
                .map(found -> found.orElseThrow(() -> JobPath.notFound(id)))
                .flatMap(found -> partial && found.draftsKept()
                        ? DatabaseCall.read(queries.partialResult(client, id))
                                .map(drafts -> drafts.orElseGet(() -> result(found)))
                        : Uni.createFrom().item(() -> result(found)));
    }

    private static StoredResult result(JobWithResult found) {
        return switch (found.job().status()) {
            case COMPLETED ->
                found.result()
                        .orElseThrow(() -> none(FailureCode.RESULT_EXPIRED, "The result is no longer kept.", found));
            case QUEUED, RUNNING, CANCELLING -> {
                TicketsJob shown = TicketsJob.of(found.job());
                throw none(FailureCode.RESULT_NOT_READY, "Job is still " + shown.status() + "; ask again later.", found)
                        .retryAfter(shown.retryAfter());
            }
            case FAILED -> throw none(FailureCode.JOB_FAILED, "Job failed; job.error says why.", found);
            case CANCELLED -> throw none(FailureCode.JOB_CANCELLED, "Job was cancelled and has no result.", found);
            case EXPIRED ->
                throw none(FailureCode.JOB_EXPIRED, "Job expired in the queue; submit it again with a new key.", found);
        };
    }

    private static RequestFailure none(FailureCode code, String detail, JobWithResult found) {
        TicketsJob shown = TicketsJob.of(found.job());
        RequestFailure failure = new RequestFailure(code, detail).withJob(shown);
        boolean ended = found.job().status().terminal();
        return ended && found.draftsKept() ? failure.partialResultAt(shown.resultUrl() + "?partial=true") : failure;
    }
}
