package io.taskforge.api.job;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.job.CancelOutcome;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobQueries;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** How a job stands, and cancelling it. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {

    private final JobQueries queries;
    private final JobStore store;
    private final SecurityIdentity caller;

    JobResource(JobQueries queries, JobStore store, SecurityIdentity caller) {
        this.queries = queries;
        this.store = store;
        this.caller = caller;
    }

    /** The job as it stands. */
    @GET
    @Path("{job_id}")
    @PermissionsAllowed("tickets:read")
    public Uni<Response> status(@PathParam("job_id") String jobId) {
        var client = CallingClient.of(caller);
        return DatabaseCall.read(queries.job(client.id(), JobPath.parse(jobId)))
                .map(found -> show(Response.ok(), found.orElseThrow(JobPath::notFound)));
    }

    /** Cancels, and never deletes: at once while queued, else as soon as its worker lets go. */
    @DELETE
    @Path("{job_id}")
    @PermissionsAllowed("tickets:cancel")
    public Uni<Response> cancel(@PathParam("job_id") String jobId) {
        var client = CallingClient.of(caller);
        return DatabaseCall.write(store.cancelRequested(client.id(), JobPath.parse(jobId)))
                .map(outcome -> switch (outcome) {
                    case CancelOutcome.Cancelled cancelled ->
                        cancelled.job().status() == JobStatus.CANCELLING
                                ? show(Response.accepted(), cancelled.job())
                                : show(Response.ok(), cancelled.job());
                    case CancelOutcome.TooLate tooLate ->
                        throw new RequestFailure(
                                        FailureCode.JOB_NOT_CANCELLABLE,
                                        "Job is already "
                                                + tooLate.job().status().word() + ".")
                                .withJob(TicketsJob.of(tooLate.job()));
                    case CancelOutcome.Unknown unknown -> throw JobPath.notFound();
                });
    }

    private static Response show(Response.ResponseBuilder response, Job job) {
        TicketsJob shown = TicketsJob.of(job);
        if (shown.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, shown.retryAfter().toSeconds());
        }
        return response.entity(shown).build();
    }
}
