package io.taskforge.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.taskforge.api.client.CallingClient;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What a request may be, and what comes back. */
@Path("/tickets/v1/schema")
@Produces(MediaType.APPLICATION_JSON)
public class SchemaResource {

    /** To be kept, and to be asked for again each time: what a client may name can change while it runs. */
    private static final String REVALIDATED = "private, no-cache";

    private final ReadSchema readSchema;
    private final SecurityIdentity caller;
    private final ObjectMapper json;

    SchemaResource(ReadSchema readSchema, SecurityIdentity caller, ObjectMapper json) {
        this.readSchema = readSchema;
        this.caller = caller;
        this.json = json;
    }

    /** The schemas, limits and words of the API, and the models that this client may name. */
    @GET
    @PermissionsAllowed("tickets:read")
    public Response schema(@HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch)
            throws JsonProcessingException {
        SchemaDocument document = readSchema.of(CallingClient.of(caller).terms());
        return PublishedFile.of(json.writeValueAsString(document), MediaType.APPLICATION_JSON)
                .answer(ifNoneMatch)
                .header(HttpHeaders.CACHE_CONTROL, REVALIDATED)
                .build();
    }
}
