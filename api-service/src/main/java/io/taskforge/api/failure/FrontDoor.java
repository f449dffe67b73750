package io.taskforge.api.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
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

    private final Clock clock;
    private final ObjectMapper json;

    FrontDoor(Clock clock, ObjectMapper json) {
        this.clock = clock;
        this.json = json;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::pass, FIRST);
    }

    private void pass(RoutingContext request) {
        String id = RequestId.assign(request, clock);
        MDC.put(RequestId.LOG_KEY, id);
        request.addHeadersEndHandler(ending -> {
            complete(request.response().headers(), id);
            UnreadBody.drop(request);
        });
        if (RequestTargets.acceptable(request.request().path())) {
            request.next();
        } else {
            refuse(request, id);
        }
    }

    private static void complete(MultiMap headers, String id) {
        headers.set(RequestId.HEADER, id);
        HEADERS_UNLESS_SET.forEach((name, value) -> {
            if (!headers.contains(name)) {
                headers.set(name, value);
            }
        });
    }

    private void refuse(RoutingContext request, String id) {
        var failure = new RequestFailure(
                FailureCode.MALFORMED_REQUEST_TARGET,
                "The path holds a character that no path of this API has: one of ; \\ // or their encoded forms.");
        Problem problem = Problem.of(failure, null, id);
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(Buffer.buffer(json.writeValueAsBytes(problem)));
        } catch (JsonProcessingException e) {
            request.fail(e);
        }
    }
}
