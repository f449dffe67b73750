package io.taskforge.api.limit;

import io.quarkus.security.PermissionsAllowed;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.client.Scope;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Holds requests over HTTP to the limits of their client, and tells the client how it stands. Which limit counts is read from the
 * scope that the endpoint asks for, so that no endpoint has to think of it; what makes work takes its token itself, because
 * whether it needs one is known only when it has been read.
 */
class RequestLimit {

    private final ClientLimits limits;

    /** Reading an annotation copies what stands in it. */
    private final ConcurrentMap<Method, Boolean> submits = new ConcurrentHashMap<>();

    RequestLimit(ClientLimits limits) {
        this.limits = limits;
    }

    /** Runs after the framework has authorised the request. */
    @ServerRequestFilter
    void take(ResourceInfo endpoint, RoutingContext request) throws RequestFailure {
        Optional<CallingClient> client = CallingClient.behind(request);
        if (client.isPresent() && !submits(endpoint)) {
            Optional<RequestFailure> refusal = limits.reading(client.get());
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
    }

    @ServerResponseFilter
    void tell(ContainerResponseContext response, ResourceInfo endpoint, RoutingContext request) {
        CallingClient.behind(request)
                .flatMap(client -> submits(endpoint) ? limits.submitQuota(client) : limits.readQuota(client))
                .ifPresent(quota -> {
                    response.getHeaders().putSingle("RateLimit-Policy", quota.policyHeader());
                    response.getHeaders().putSingle("RateLimit", quota.header());
                });
    }

    private boolean submits(ResourceInfo endpoint) {
        return submits.computeIfAbsent(endpoint.getResourceMethod(), RequestLimit::needsToSubmit);
    }

    private static boolean needsToSubmit(Method endpoint) {
        PermissionsAllowed needed = endpoint.getAnnotation(PermissionsAllowed.class);
        return needed != null && Arrays.asList(needed.value()).contains(Scope.TICKETS_SUBMIT.wireName());
    }
}
