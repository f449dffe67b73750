package io.taskforge.api.job;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.job.JobDocuments.JobDocument;
import io.taskforge.model.job.JobStatus;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** How a job stands, and cancelling it. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobResource {

    /** To be kept, and to be asked for again each time. */
    private static final String REVALIDATED = "private, no-cache";

    private final ReadJob readJob;
    private final CancelJob cancelJob;
    private final SecurityIdentity caller;
    private final JobDocuments documents;

    JobResource(ReadJob readJob, CancelJob cancelJob, SecurityIdentity caller, JobDocuments documents) {
        this.readJob = readJob;
        this.cancelJob = cancelJob;
        this.caller = caller;
        this.documents = documents;
    }

    /** The job as it stands, or, for a client that waits, as soon as it is terminal. */
    @GET
    @Path("{job_id}")
    @PermissionsAllowed("tickets:read")
    public Uni<RestResponse<byte[]>> status(
            @PathParam("job_id") String jobId,
            @QueryParam("wait") List<String> wait,
            @HeaderParam("Prefer") List<String> prefer,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        AskedWait asked = AskedWait.of(wait, prefer);
        return readJob.whenTerminal(CallingClient.of(caller).id(), JobPath.parse(jobId), asked.duration())
                .map(job -> {
                    JobDocument shown = documents.of(job);
                    boolean known = EntityTag.matches(shown.tag(), ifNoneMatch);
                    RestResponse.ResponseBuilder<byte[]> response = (known
                                    ? RestResponse.ResponseBuilder.<byte[]>notModified()
                                    : RestResponse.ResponseBuilder.ok(shown.json()))
                            .header(HttpHeaders.ETAG, shown.tag())
                            .header(HttpHeaders.CACHE_CONTROL, REVALIDATED);
                    if (asked.preferred()) {
                        response.header("Preference-Applied", asked.applied());
                    }
                    return (known ? response : paced(response, shown.retryAfter())).build();
                });
    }

    /** Cancels the job; its record stays. */
    @DELETE
    @Path("{job_id}")
    @PermissionsAllowed("tickets:cancel")
    public Uni<RestResponse<TicketsJob>> cancel(@PathParam("job_id") String jobId) {
        return cancelJob
                .asked(CallingClient.of(caller).id(), JobPath.parse(jobId))
                .map(job -> {
                    TicketsJob shown = TicketsJob.of(job);
                    RestResponse.ResponseBuilder<TicketsJob> response = job.status() == JobStatus.CANCELLING
                            ? RestResponse.ResponseBuilder.accepted(shown)
                            : RestResponse.ResponseBuilder.ok(shown);
                    return paced(response, shown.retryAfter()).build();
                });
    }

    /** @param pause before asking again makes sense, or null */
    private static <T> RestResponse.ResponseBuilder<T> paced(RestResponse.ResponseBuilder<T> response, Duration pause) {
        return pause == null ? response : response.header(HttpHeaders.RETRY_AFTER, pause.toSeconds());
    }
}
