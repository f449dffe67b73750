package io.taskforge.api.contract;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The API as files that clients are generated from. For everyone: they say nothing of anybody. Made once. */
@Singleton
@Path("/openapi")
public class PublishedResource {

    static final String OPENAPI = "/openapi/tickets.v1.json";
    static final String PROTO = "/openapi/tickets.v1.proto";

    /** Long enough to spare a crowd of generators, short enough to be forgotten when a release changes them. */
    static final String CACHING = "public, max-age=300";

    private final PublishedFile openapi =
            PublishedFile.of(OpenApiDocument.make().toString(), MediaType.APPLICATION_JSON);
    private final PublishedFile proto =
            PublishedFile.of(ContractFile.text("/proto/tickets.v1.proto"), "text/plain;charset=UTF-8");

    /** The API over HTTP, as OpenAPI 3.1. */
    @GET
    @Path("tickets.v1.json")
    @Produces(MediaType.APPLICATION_JSON)
    @PermitAll
    public Response openapi(@HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return answer(openapi, ifNoneMatch);
    }

    /** The API over gRPC, as protobuf. */
    @GET
    @Path("tickets.v1.proto")
    @Produces(MediaType.TEXT_PLAIN)
    @PermitAll
    public Response proto(@HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return answer(proto, ifNoneMatch);
    }

    private static Response answer(PublishedFile file, List<String> ifNoneMatch) {
        return file.answer(ifNoneMatch)
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .build();
    }
}
