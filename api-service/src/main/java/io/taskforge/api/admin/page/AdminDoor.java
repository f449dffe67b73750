package io.taskforge.api.admin.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Stands before every admin page. What changes something is let through only when the browser says that a page of ours sent it
 * ({@code Sec-Fetch-Site}, or {@code Origin} from browsers and connections that do not have it); who says neither is no browser and has
 * an API. What is answered may load nothing but our own style sheet and scripts, and stands in nobody's frame.
 */
@ApplicationScoped
class AdminDoor {

    /** Behind the front door, which names the request, and before authentication. */
    private static final int AFTER_FRONT_DOOR = 9_000;

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            // Not no-referrer: browsers would then say that the origin of our own forms is null.
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Vary",
            "Cookie");

    void stand(@Observes Filters filters) {
        filters.register(AdminDoor::dress, AFTER_FRONT_DOOR);
    }

    private static void dress(RoutingContext request) {
        if (AdminPaths.contain(request.normalizedPath())) {
            HEADERS.forEach(request.response().headers()::set);
        }
        request.next();
    }

    /** @throws RequestFailure {@code insufficient_scope} for what another site caused */
    @ServerRequestFilter(priority = 0)
    void pass(ContainerRequestContext asked, RoutingContext request) {
        HttpServerRequest sent = request.request();
        if (AdminPaths.contain(request.normalizedPath()) && !SAFE.contains(sent.method()) && !sameOrigin(sent)) {
            throw new RequestFailure(
                    FailureCode.INSUFFICIENT_SCOPE,
                    "This did not come from a page of TaskForge. Open the page here and send the form again; programs use"
                            + " the API.");
        }
    }

    static boolean sameOrigin(HttpServerRequest request) {
        MultiMap headers = request.headers();
        String site = headers.get("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = headers.get("Origin");
        String host = headers.get("Host");
        return origin != null && host != null && host.equals(authority(origin));
    }

    /** Host and port; the scheme may have been changed by a proxy in between. */
    private static String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
