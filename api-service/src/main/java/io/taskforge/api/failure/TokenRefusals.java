package io.taskforge.api.failure;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns a {@link TokenRefusal} into what OAuth clients read, which is not {@code application/problem+json}. */
class TokenRefusals {

    private static final String BASIC = "Basic ";

    private record Shown(
            String error, @JsonProperty("error_description") String description) {}

    private final Refusals refusals;

    TokenRefusals(Refusals refusals) {
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    Response refused(TokenRefusal refusal, RoutingContext request) {
        refusals.told(
                refusal.error() == TokenRefusal.Error.INVALID_CLIENT
                        ? FailureCode.INVALID_CREDENTIALS
                        : FailureCode.BAD_REQUEST);
        Response.ResponseBuilder response = Response.status(refusal.error().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Pragma", "no-cache")
                .entity(new Shown(refusal.error().word(), refusal.getMessage()));
        if (refusal.error() == TokenRefusal.Error.INVALID_CLIENT) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge(request));
        }
        return response.build();
    }

    /** The scheme that the client tried; the one that all else here knows when it tried none. */
    private static String challenge(RoutingContext request) {
        String tried = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return tried != null && tried.regionMatches(true, 0, BASIC, 0, BASIC.length())
                ? "Basic realm=\"taskforge\", charset=\"UTF-8\""
                : ProblemResponses.REALM;
    }
}
