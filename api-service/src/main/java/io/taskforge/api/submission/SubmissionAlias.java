package io.taskforge.api.submission;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The older name of {@link SubmissionResource}: the same in all but its path. */
@Path("/v1/task-generation/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class SubmissionAlias {

    private static final String CANONICAL = "</tickets/v1/jobs>; rel=\"canonical\"";

    private final PostedRequest posted;

    SubmissionAlias(PostedRequest posted) {
        this.posted = posted;
    }

    /** As {@link SubmissionResource#submit}, and says where the resource really is. */
    @POST
    @PermissionsAllowed("tickets:submit")
    public Uni<Response> submit(@Context RoutingContext request) {
        // At once, so that a refusal says it, too.
        request.response().putHeader(HttpHeaders.LINK, CANONICAL);
        return posted.from(request).map(Response.ResponseBuilder::build);
    }
}
