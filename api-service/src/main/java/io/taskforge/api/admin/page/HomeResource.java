package io.taskforge.api.admin.page;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Leads to the first page. */
@Path(AdminPaths.ROOT)
@RolesAllowed(AdminRole.NAME)
public class HomeResource {

    /** The first of the parts. */
    @GET
    public Response home() {
        return Response.seeOther(URI.create(Frame.Section.JOBS.path())).build();
    }
}
