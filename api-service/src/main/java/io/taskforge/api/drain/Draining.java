package io.taskforge.api.drain;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Whether the service was told to stop. From then on, for {@code TASKFORGE_API_DRAIN}, it answers as before, and each answer is the last
 * one on its connection: a client that keeps connections open would otherwise send its next request into a service that is gone, and a
 * load balancer moves only new connections to another replica.
 */
@ApplicationScoped
public class Draining {

    private static final int EARLY = 9_000;
    private static final long NO_ERROR = 0;

    /** Before whoever asks this class when it hears of the same. */
    private static final int FIRST = 10;

    private volatile boolean begun;

    public void begin(@Observes @Priority(FIRST) ShutdownDelayInitiatedEvent stop) {
        begun = true;
    }

    /** Whoever waits for something on a client's behalf answers now with what there is. */
    public boolean begun() {
        return begun;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::pass, EARLY);
    }

    /** Decided when the answer is sent: the request may have come long before. */
    private void pass(RoutingContext request) {
        request.addHeadersEndHandler(ending -> {
            if (begun) {
                takeLeave(request.request());
            }
        });
        request.next();
    }

    private static void takeLeave(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            // The first of the two notices of RFC 9113, 6.8: whatever is under way is still answered, and the client
            // ends the
            // connection. Ended from here, it would take along what the client has received and not read yet.
            request.connection().goAway(NO_ERROR, Integer.MAX_VALUE);
        } else {
            request.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }
}
