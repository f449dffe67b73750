package io.taskforge.api.failure;

import io.vertx.ext.web.RoutingContext;
import java.net.URI;

/** How failures look to people with a browser, in place of {@code application/problem+json}. */
public interface ProblemPages {

    /**
     * A failure, as a page says it.
     *
     * @param status of HTTP
     * @param detail for whoever made the request
     * @param requestId under which the log has more
     */
    record Shown(int status, String code, String title, String detail, String requestId) {}

    /** Whether a browser is meant to read what this request is answered with. */
    boolean concern(RoutingContext request);

    /** HTML, whole. */
    String page(Shown failure, RoutingContext request);

    /** Where whoever is not signed in should go, and come back from. */
    URI signIn(RoutingContext request);
}
