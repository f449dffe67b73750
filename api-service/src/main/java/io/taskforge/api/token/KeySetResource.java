package io.taskforge.api.token;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;

/** What tokens of this service can be verified with (RFC 7517): the public half of each key whose tokens are accepted. */
@Path("/.well-known/jwks.json")
@Produces({KeySetResource.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class KeySetResource {

    /** RFC 7517, 8.5.1; many ask for plain JSON all the same. */
    static final String MEDIA_TYPE = "application/jwk-set+json";

    /** As long as a new key may go unnoticed by others. */
    private static final String CACHING = "public, max-age=300";

    private final TokenKeys keys;

    KeySetResource(TokenKeys keys) {
        this.keys = keys;
    }

    /** All of them; none where no tokens are made. */
    @GET
    @PermitAll
    public Response keys() {
        var published = new JsonWebKeySet(
                keys.accepted().stream().map(TokenKey::published).toList());
        return Response.ok(published.toJson(OutputControlLevel.PUBLIC_ONLY))
                .header(HttpHeaders.CACHE_CONTROL, CACHING)
                .build();
    }
}
