package io.taskforge.api.submission;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.job.JobPath;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The door for jobs that are to be run once more. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class RetryResource {

    private final PostedRequest posted;

    RetryResource(PostedRequest posted) {
        this.posted = posted;
    }

    /** Accepts a new job with the input of one that failed, expired or was cancelled, or replays the answer to the same request. */
    @POST
    @Path("{job_id}/retry")
    @PermissionsAllowed("tickets:submit")
    public Uni<Response> retry(@PathParam("job_id") String jobId, @Context RoutingContext request) {
        return posted.again(request, JobPath.parse(jobId)).map(Response.ResponseBuilder::build);
    }
}
