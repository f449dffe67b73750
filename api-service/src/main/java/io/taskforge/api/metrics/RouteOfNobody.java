package io.taskforge.api.metrics;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The route under which a request is counted that no resource takes: one for all. Without it the framework counts a request that is
 * refused early, or whose client hangs up, under the path that it asked for, and whoever asks for nonsense fills the memory.
 */
@ApplicationScoped
class RouteOfNobody {

    static final String ROUTE = "/unmatched";

    /** Where the framework puts the route of the resource that takes the request, over this one. */
    private static final String KEY = "UrlPathTemplate";

    /** Before whatever may refuse. */
    private static final int FIRST = 20_000;

    void stand(@Observes Filters filters) {
        filters.register(this::mark, FIRST);
    }

    /** For what the router fails before it looks for a route. */
    void standBefore(@Observes Router router) {
        router.route().order(-FIRST).failureHandler(this::mark);
    }

    private void mark(RoutingContext request) {
        var context = ((HttpServerRequestInternal) request.request()).context();
        if (context.getLocal(KEY) == null) {
            context.putLocal(KEY, ROUTE);
        }
        request.next();
    }
}
