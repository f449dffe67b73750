package io.taskforge.api.admin.page;

import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Style sheet and scripts. For everyone: the page to sign in on looks like the others. */
@Path(AdminPaths.ASSETS)
public class AssetResource {

    private static final String CACHING = "public, max-age=31536000, immutable";

    /** One file, in one version. */
    @GET
    @Path("{version}/{name}")
    @PermitAll
    public Response asset(@PathParam("version") String version, @PathParam("name") String name) {
        Asset asset = Asset.at(version, name)
                .orElseThrow(() -> new RequestFailure(FailureCode.NOT_FOUND, "There is no such file (any more)."));
        return Response.ok(asset.text().getBytes(StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .build();
    }
}
