package io.taskforge.api.callback;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.job.JobPath;
import io.taskforge.api.job.TicketsJob;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Being called back again. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class CallbackResource {

    private final RedeliverCallback redeliver;
    private final SecurityIdentity caller;

    CallbackResource(RedeliverCallback redeliver, SecurityIdentity caller) {
        this.redeliver = redeliver;
        this.caller = caller;
    }

    /** Makes the job's callback due at once, whatever became of it; asked twice, it is delivered once. Takes no body. */
    @POST
    @Path("{job_id}/callback/redeliver")
    @PermissionsAllowed("tickets:submit")
    public Uni<Response> redeliver(@PathParam("job_id") String jobId) {
        return redeliver
                .asked(CallingClient.of(caller), JobPath.parse(jobId))
                .map(job -> Response.accepted(TicketsJob.of(job)).build());
    }
}
