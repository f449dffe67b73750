package io.taskforge.api.failure;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into {@code application/problem+json}, or into a page where people look. The one class that does. */
class ProblemResponses {

    static final String REALM = "Bearer realm=\"taskforge\"";

    private static final String PAGE = "text/html;charset=UTF-8";

    /** Of a request that a script of a page made: a redirect would be followed unseen. */
    private static final String BY_SCRIPT = "HX-Request";

    private final AllowedMethods allowed;
    private final Diagnosis diagnosis;
    private final ProblemPages pages;
    private final Refusals refusals;

    ProblemResponses(AllowedMethods allowed, Diagnosis diagnosis, ProblemPages pages, Refusals refusals) {
        this.allowed = allowed;
        this.diagnosis = diagnosis;
        this.pages = pages;
        this.refusals = refusals;
    }

    @ServerExceptionMapper
    Response failure(RequestFailure failure, RoutingContext request) {
        return respond(failure, request, null);
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e, RoutingContext request) {
        return pages.concern(request) ? signIn(request) : respond(RequestFailure.missingCredentials(), request, null);
    }

    @ServerExceptionMapper
    Response authenticationFailed(AuthenticationFailedException e, RoutingContext request) {
        return respond(RequestFailure.invalidCredentials(), request, null);
    }

    /** Only for an endpoint without any rule, which is denied to all. */
    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext request) {
        return respond(RequestFailure.denied(), request, null);
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
                        new RequestFailure(
                                FailureCode.NOT_ACCEPTABLE, "This resource has no representation that Accept allows."),
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
        String what = request.request().method() + " " + request.request().path();
        return respond(diagnosis.of(e, what), request, null);
    }

    private Response signIn(RoutingContext request) {
        String there = pages.signIn(request).toString();
        return request.request().headers().contains(BY_SCRIPT)
                ? Response.status(FailureCode.MISSING_CREDENTIALS.status())
                        .header("HX-Redirect", there)
                        .build()
                : Response.seeOther(URI.create(there)).build();
    }

    private Response respond(RequestFailure failure, RoutingContext request, String allowed) {
        refusals.told(failure.code());
        Problem problem = Problem.of(failure, request.request().path(), RequestId.of(request));
        Response.ResponseBuilder response = Response.status(problem.status());
        if (pages.concern(request)) {
            response.type(PAGE).entity(pages.page(shown(problem), request));
        } else {
            response.type(Problem.MEDIA_TYPE).entity(problem);
        }
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

    private static ProblemPages.Shown shown(Problem problem) {
        return new ProblemPages.Shown(
                problem.status(), problem.code(), problem.title(), problem.detail(), problem.requestId());
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
