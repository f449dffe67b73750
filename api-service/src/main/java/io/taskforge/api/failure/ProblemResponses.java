package io.taskforge.api.failure;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into {@code application/problem+json}. The one class that does. */
class ProblemResponses {

    private static final Logger LOG = Logger.getLogger(ProblemResponses.class);

    private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(5);
    static final String REALM = "Bearer realm=\"taskforge\"";

    private static final Duration OUTAGE_NOTED_EVERY = Duration.ofSeconds(10);

    private final AllowedMethods allowed;
    private final Clock clock;
    private final AtomicLong outageNoted = new AtomicLong();

    ProblemResponses(AllowedMethods allowed, Clock clock) {
        this.allowed = allowed;
        this.clock = clock;
    }

    @ServerExceptionMapper
    Response failure(RequestFailure failure, RoutingContext request) {
        return respond(failure, request, null);
    }

    /** Nobody is named: no key was shown. */
    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e, RoutingContext request) {
        return respond(
                new RequestFailure(
                        FailureCode.MISSING_CREDENTIALS, "Send an API key as 'Authorization: Bearer <api_key>'."),
                request,
                null);
    }

    /** One text for every reason, so that a stolen key's state cannot be probed. */
    @ServerExceptionMapper
    Response authenticationFailed(AuthenticationFailedException e, RoutingContext request) {
        return respond(
                new RequestFailure(
                        FailureCode.INVALID_CREDENTIALS,
                        "The API key is not known, has expired or was revoked; ask for a new one."),
                request,
                null);
    }

    /** Only for an endpoint without any rule, which is denied to all. */
    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext request) {
        return respond(new RequestFailure(FailureCode.INSUFFICIENT_SCOPE, "No API key allows this."), request, null);
    }

    @ServerExceptionMapper
    Response ofFramework(WebApplicationException e, RoutingContext request) {
        Response original = e.getResponse();
        return switch (original.getStatus()) {
            case 404 -> respond(new RequestFailure(FailureCode.NOT_FOUND, "No resource has this path."), request, null);
            case 405 -> {
                var failure = new RequestFailure(
                        FailureCode.METHOD_NOT_ALLOWED, "This resource knows other methods only; see Allow.");
                yield respond(failure, request, allowed.on(request.normalizedPath()));
            }
            case 406 ->
                respond(
                        new RequestFailure(FailureCode.NOT_ACCEPTABLE, "This resource is served as application/json."),
                        request,
                        null);
            case 413 ->
                respond(new RequestFailure(FailureCode.PAYLOAD_TOO_LARGE, "Send a smaller body."), request, null);
            case 415 ->
                respond(
                        new RequestFailure(FailureCode.UNSUPPORTED_MEDIA_TYPE, "Send application/json."),
                        request,
                        null);
            default ->
                original.getStatus() < 500
                        ? respond(
                                new RequestFailure(FailureCode.BAD_REQUEST, "The request cannot be understood."),
                                request,
                                null)
                        : unexpected(e, request);
        };
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e, RoutingContext request) {
        Throwable error = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (error instanceof RequestFailure failure) {
            return respond(failure, request, null);
        }
        if (Outage.caused(error)) {
            noteOutage(error);
            var failure = new RequestFailure(
                    FailureCode.SERVICE_UNAVAILABLE, "The database cannot be reached at the moment; try again.");
            return respond(failure.retryAfter(OUTAGE_PAUSE), request, null);
        }
        LOG.errorf(
                error,
                "%s %s failed",
                request.request().method(),
                request.request().path());
        return respond(
                new RequestFailure(
                        FailureCode.INTERNAL_ERROR, "The error is logged under the request id; try again later."),
                request,
                null);
    }

    /** Once in a while: in an outage every request meets it. */
    private void noteOutage(Throwable error) {
        long now = clock.millis();
        long last = outageNoted.get();
        if (now - last >= OUTAGE_NOTED_EVERY.toMillis() && outageNoted.compareAndSet(last, now)) {
            LOG.warnf("The database cannot answer: %s", error);
        }
    }

    private static Response respond(RequestFailure failure, RoutingContext request, String allowed) {
        Problem problem = Problem.of(failure, request.request().path(), RequestId.of(request));
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (failure.retryAfter() != null) {
            response.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, failure.retryAfter().toSeconds()));
        }
        if (allowed != null) {
            response.header(HttpHeaders.ALLOW, allowed);
        }
        challenge(failure).ifPresent(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return response.build();
    }

    private static Optional<String> challenge(RequestFailure failure) {
        if (failure.requiredScope() != null) {
            return Optional.of(REALM + ", error=\"insufficient_scope\", scope=\"" + failure.requiredScope() + "\"");
        }
        if (failure.code() == FailureCode.MISSING_CREDENTIALS) {
            return Optional.of(REALM);
        }
        return failure.code() == FailureCode.INVALID_CREDENTIALS
                ? Optional.of(REALM + ", error=\"invalid_token\"")
                : Optional.empty();
    }
}
