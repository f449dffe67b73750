package io.taskforge.api.job;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobStatus;
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

    private final ReadJob readJob;
    private final CancelJob cancelJob;
    private final SecurityIdentity caller;

    JobResource(ReadJob readJob, CancelJob cancelJob, SecurityIdentity caller) {
        this.readJob = readJob;
        this.cancelJob = cancelJob;
        this.caller = caller;
    }

    /** The job as it stands. */
    @GET
    @Path("{job_id}")
    @PermissionsAllowed("tickets:read")
    public Uni<Response> status(@PathParam("job_id") String jobId) {
        return readJob.now(CallingClient.of(caller).id(), JobPath.parse(jobId)).map(job -> show(Response.ok(), job));
    }

    /** Cancels the job; its record stays. */
    @DELETE
    @Path("{job_id}")
    @PermissionsAllowed("tickets:cancel")
    public Uni<Response> cancel(@PathParam("job_id") String jobId) {
        return cancelJob
                .asked(CallingClient.of(caller).id(), JobPath.parse(jobId))
                .map(job -> show(job.status() == JobStatus.CANCELLING ? Response.accepted() : Response.ok(), job));
    }

    private static Response show(Response.ResponseBuilder response, Job job) {
        TicketsJob shown = TicketsJob.of(job);
        if (shown.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, shown.retryAfter().toSeconds());
        }
        return response.entity(shown).build();
    }
}
