package io.taskforge.api.result;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.job.EntityTag;
import io.taskforge.api.job.JobPath;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.model.job.JobQueries;
import io.taskforge.model.job.JobQueries.JobWithResult;
import io.taskforge.model.job.StoredResult;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The result of a job. A stored result never changes, so its hash is a strong ETag and clients may keep it. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class ResultResource {

    private static final String CACHING = "private, max-age=3600, immutable";
    private static final Duration SOON = Duration.ofSeconds(3);

    private final JobQueries queries;
    private final SecurityIdentity caller;

    ResultResource(JobQueries queries, SecurityIdentity caller) {
        this.queries = queries;
        this.caller = caller;
    }

    /** The result, or why there is none. */
    @GET
    @Path("{job_id}/result")
    @PermissionsAllowed("tickets:read")
    public Uni<Response> result(
            @PathParam("job_id") String jobId, @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        var client = CallingClient.of(caller);
        return DatabaseCall.read(queries.jobWithResult(client.id(), JobPath.parse(jobId)))
                .map(found -> answer(found.orElseThrow(JobPath::notFound), ifNoneMatch));
    }

    private static Response answer(JobWithResult found, List<String> ifNoneMatch) {
        return switch (found.job().status()) {
            case COMPLETED ->
                found.result()
                        .map(result -> serve(result, ifNoneMatch))
                        .orElseThrow(() -> none(FailureCode.RESULT_EXPIRED, "The result is no longer kept.", found));
            case QUEUED, RUNNING, CANCELLING -> {
                TicketsJob shown = TicketsJob.of(found.job());
                Duration pause = shown.retryAfter() == null ? SOON : shown.retryAfter();
                throw none(FailureCode.RESULT_NOT_READY, "Job is still " + shown.status() + "; ask again later.", found)
                        .retryAfter(pause);
            }
            case FAILED -> throw none(FailureCode.JOB_FAILED, "Job failed; job.error says why.", found);
            case CANCELLED -> throw none(FailureCode.JOB_CANCELLED, "Job was cancelled and has no result.", found);
            case EXPIRED ->
                throw none(FailureCode.JOB_EXPIRED, "Job expired in the queue; submit it again with a new key.", found);
        };
    }

    private static RequestFailure none(FailureCode code, String detail, JobWithResult found) {
        return new RequestFailure(code, detail).withJob(TicketsJob.of(found.job()));
    }

    private static Response serve(StoredResult result, List<String> ifNoneMatch) {
        String tag = "\"sha256-" + result.sha256() + "\"";
        Response.ResponseBuilder response = EntityTag.matches(tag, ifNoneMatch)
                ? Response.notModified()
                : Response.ok(result.body().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE);
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .build();
    }
}
