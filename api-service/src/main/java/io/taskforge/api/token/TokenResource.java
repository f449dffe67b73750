package io.taskforge.api.token;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.body.CountedBody;
import io.taskforge.api.client.Peer;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Where clients exchange an API key for a token that lives for minutes. It asks for the key itself, in the ways that OAuth knows. */
@Path("/oauth/token")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {

    /** A key, a grant and scopes are a tenth of that. */
    private static final int BODY_LIMIT = 8 << 10;

    private final TokenKeys keys;
    private final ExchangeKey exchangeKey;

    TokenResource(TokenKeys keys, ExchangeKey exchangeKey) {
        this.keys = keys;
        this.exchangeKey = exchangeKey;
    }

    /** A new token. Nobody may keep it, so nobody is told that they could. */
    @POST
    @PermitAll
    public Uni<Response> exchange(@Context RoutingContext request) {
        TokenKey signing = keys.signing()
                .orElseThrow(
                        () -> new RequestFailure(
                                FailureCode.NOT_FOUND,
                                "This service exchanges no keys for tokens: whoever runs it can set TASKFORGE_TOKEN_SIGNING_KEY."));
        List<String> authorization = request.request().headers().getAll("Authorization");
        return CountedBody.read(request, MediaType.APPLICATION_FORM_URLENCODED, BODY_LIMIT)
                .map(body -> TokenRequest.of(authorization, body))
                .flatMap(asked ->
                        exchangeKey.asked(asked, signing, Peer.of(request.request()), client -> client.enter(request)))
                .map(token -> Response.ok(token).header("Pragma", "no-cache").build());
    }
}
