package io.taskforge.api.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.model.job.Job;
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
import jakarta.ws.rs.core.Response;
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
    private final ObjectWriter documents;

    JobResource(ReadJob readJob, CancelJob cancelJob, SecurityIdentity caller, ObjectMapper json) {
        this.readJob = readJob;
        this.cancelJob = cancelJob;
        this.caller = caller;
        this.documents = json.writerFor(TicketsJob.class);
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
                    TicketsJob shown = TicketsJob.of(job);
                    byte[] document = write(shown);
                    String tag = EntityTag.weak(document);
                    boolean known = EntityTag.matches(tag, ifNoneMatch);
                    RestResponse.ResponseBuilder<byte[]> response = (known
                                    ? RestResponse.ResponseBuilder.<byte[]>notModified()
                                    : RestResponse.ResponseBuilder.ok(document))
                            .header(HttpHeaders.ETAG, tag)
                            .header(HttpHeaders.CACHE_CONTROL, REVALIDATED);
                    if (asked.preferred()) {
                        response.header("Preference-Applied", asked.applied());
                    }
                    if (!known && shown.retryAfter() != null) {
                        response.header(
                                HttpHeaders.RETRY_AFTER, shown.retryAfter().toSeconds());
                    }
                    return response.build();
                });
    }

    /** Once, for the tag and for the body. */
    private byte[] write(TicketsJob shown) {
        try {
            return documents.writeValueAsBytes(shown);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job is always JSON", e);
        }
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
