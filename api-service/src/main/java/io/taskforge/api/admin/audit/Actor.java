package io.taskforge.api.admin.audit;

import io.taskforge.api.failure.RequestId;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * Who did something, and from where.
 *
 * @param name an administrator's, or {@value #UNKNOWN}
 * @param address as the service sees it; behind a proxy that is not told to forward it, the proxy's
 */
public record Actor(String name, String address, String requestId) {

    /** Nobody is signed in. */
    public static final String UNKNOWN = "-";

    public static Actor named(String name, RoutingContext request) {
        SocketAddress remote = request.request().remoteAddress();
        String address = remote == null || remote.hostAddress() == null ? "" : remote.hostAddress();
        return new Actor(name, address, RequestId.of(request));
    }

    public static Actor unknown(RoutingContext request) {
        return named(UNKNOWN, request);
    }
}
