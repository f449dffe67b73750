package io.taskforge.api.ping;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Answers nothing, as fast as it can: whether this process answers at all, and what an answer costs before there is anything in it. */
@Path("/ping")
public class PingResource {

    /** Asks neither database nor broker; {@code /q/health/ready} does. */
    @GET
    @PermitAll
    @NonBlocking
    public Response ping() {
        return Response.noContent().build();
    }
}
