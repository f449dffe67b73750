package io.taskforge.api.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.taskforge.model.log.LineIds;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.MDC;

/** Stands before every route: names the request, sets the headers that every response has, and refuses dangerous targets. */
@ApplicationScoped
class FrontDoor {

    /** Before all else, authentication included. */
    private static final int FIRST = 10_000;

    private static final Map<String, String> HEADERS_UNLESS_SET = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private static final RequestFailure BAD_TARGET = new RequestFailure(
            FailureCode.MALFORMED_REQUEST_TARGET,
            "The target must be a path of this API, percent-encoded, without dot segments and without any of ; \\ // or their"
                    + " encoded forms.");

    private static final RequestFailure ONE_HOST =
            new RequestFailure(FailureCode.BAD_REQUEST, "Send exactly one Host header.");

    private final Clock clock;
    private final ObjectMapper json;
    private final Refusals refusals;

    FrontDoor(Clock clock, ObjectMapper json, Refusals refusals) {
        this.clock = clock;
        this.json = json;
        this.refusals = refusals;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::pass, FIRST);
    }

    /** For what the router fails before it looks for a route: targets without a path, and requests without a Host. */
    void standBefore(@Observes Router router) {
        router.route().order(-FIRST).failureHandler(this::unroutable);
    }

    private void pass(RoutingContext request) {
        name(request);
        HttpServerRequest asked = request.request();
        if (!RequestTargets.acceptable(asked.uri(), asked.path())) {
            refuse(request, BAD_TARGET);
        } else if (asked.headers().getAll("Host").size() > 1) {
            refuse(request, ONE_HOST);
        } else {
            request.next();
        }
    }

    private void unroutable(RoutingContext request) {
        if (RequestId.of(request) != null) {
            request.next();
            return;
        }
        name(request);
        HttpServerRequest asked = request.request();
        refuse(request, RequestTargets.acceptable(asked.uri(), asked.path()) ? ONE_HOST : BAD_TARGET);
    }

    private void name(RoutingContext request) {
        String id = RequestId.assign(request, clock);
        MDC.put(LineIds.REQUEST, id);
        request.addHeadersEndHandler(ending -> {
            complete(request.response().headers(), id);
            UnreadBody.drop(request);
        });
    }

    private static void complete(MultiMap headers, String id) {
        headers.set(RequestId.HEADER, id);
        HEADERS_UNLESS_SET.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
    }

    private void refuse(RoutingContext request, RequestFailure failure) {
        refusals.told(failure.code());
        Problem problem = Problem.of(failure, null, RequestId.of(request));
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(json.writeValueAsBytes(problem)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
