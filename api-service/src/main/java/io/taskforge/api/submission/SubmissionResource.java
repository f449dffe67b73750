package io.taskforge.api.submission;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The door for new jobs. The body is read by {@link RequestBody} and not by the framework, which would do it before its limit. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionResource {

    private final PostedRequest posted;

    SubmissionResource(PostedRequest posted) {
        this.posted = posted;
    }

    /** Accepts a job, or replays the answer to the same request under the same idempotency key. */
    @POST
    @PermissionsAllowed("tickets:submit")
    public Uni<Response> submit(@Context RoutingContext request) {
        return posted.from(request).map(Response.ResponseBuilder::build);
    }
}
