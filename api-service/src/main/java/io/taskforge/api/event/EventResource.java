package io.taskforge.api.event;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.job.Flag;
import io.taskforge.api.job.JobPath;
import io.taskforge.api.job.ReadJob;
import io.taskforge.model.job.JobId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The door for those who watch a job with server-sent events. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.SERVER_SENT_EVENTS)
public class EventResource {

    private final WatchJob watchJob;
    private final ReadJob readJob;
    private final SecurityIdentity caller;

    EventResource(WatchJob watchJob, ReadJob readJob, SecurityIdentity caller) {
        this.watchJob = watchJob;
        this.readJob = readJob;
        this.caller = caller;
    }

    /** The events after the ones that the client knows, until the job's last. */
    @GET
    @Path("{job_id}/events")
    @PermissionsAllowed("tickets:read")
    public Uni<Response> events(
            @PathParam("job_id") String jobId,
            @HeaderParam("Last-Event-ID") List<String> lastEventId,
            @QueryParam("after") List<String> after,
            @QueryParam("drafts") List<String> drafts) {
        JobId id = JobPath.parse(jobId);
        KnownEvents known = KnownEvents.of(lastEventId, after);
        boolean withDrafts = Flag.of("drafts", drafts, true);
        return watchJob.opened(CallingClient.of(caller), id, known, withDrafts).map(watch -> switch (watch) {
            // What makes a browser stop to connect again, which it does whenever a stream ends.
            case WatchJob.Watch.Over over -> Response.noContent().build();
            case WatchJob.Watch.Open open ->
                Response.ok(new EventStream(open.happenings()))
                        // Else nginx collects events until there is a page of them.
                        .header("X-Accel-Buffering", "no")
                        .build();
        });
    }

    /** Of its own, because the one that the framework makes of GET would open a stream. */
    @HEAD
    @Path("{job_id}/events")
    @PermissionsAllowed("tickets:read")
    public Uni<Response> head(@PathParam("job_id") String jobId) {
        return readJob.now(CallingClient.of(caller).id(), JobPath.parse(jobId))
                .map(job -> Response.ok().type(MediaType.SERVER_SENT_EVENTS).build());
    }
}
