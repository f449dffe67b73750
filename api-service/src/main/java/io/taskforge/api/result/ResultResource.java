package io.taskforge.api.result;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.job.EntityTag;
import io.taskforge.api.job.Flag;
import io.taskforge.api.job.JobPath;
import io.taskforge.model.job.StoredResult;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The result of a job. A stored result never changes, so its hash is a strong ETag and clients may keep it. */
@Path("/tickets/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class ResultResource {

    private static final String CACHING = "private, max-age=3600, immutable";

    private final ReadResult readResult;
    private final SecurityIdentity caller;

    ResultResource(ReadResult readResult, SecurityIdentity caller) {
        this.readResult = readResult;
        this.caller = caller;
    }

    /** The result, or what was drafted of it if that will do, or why there is none. */
    @GET
    @Path("{job_id}/result")
    @PermissionsAllowed("tickets:read")
    public Uni<Response> result(
            @PathParam("job_id") String jobId,
            @QueryParam("partial") List<String> partial,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return readResult
                .of(CallingClient.of(caller).id(), JobPath.parse(jobId), Flag.of("partial", partial, false))
                .map(result -> serve(result, ifNoneMatch));
    }

    private static Response serve(StoredResult result, List<String> ifNoneMatch) {
        String tag = "\"sha256-" + result.sha256() + "\"";
        Response.ResponseBuilder response = EntityTag.matches(tag, ifNoneMatch)
                ? Response.notModified()
                : Response.ok(result.body().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE);
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .build();
    }
}
