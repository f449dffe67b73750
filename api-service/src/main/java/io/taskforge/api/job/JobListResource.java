package io.taskforge.api.job;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The jobs of a client. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class JobListResource {

    private final ListJobs listJobs;
    private final SecurityIdentity caller;

    JobListResource(ListJobs listJobs, SecurityIdentity caller) {
        this.listJobs = listJobs;
        this.caller = caller;
    }

    /** A page of them; which parameters there are is {@link AskedPage}'s business, because it refuses all others. */
    @GET
    @PermissionsAllowed("tickets:read")
    public Uni<Response> list(@Context UriInfo target) {
        return listJobs.asked(CallingClient.of(caller).id(), target.getQueryParameters())
                .map(listed -> Response.ok(TicketsJobList.of(listed)).build());
    }
}
