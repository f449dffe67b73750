package io.taskforge.api.failure;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Mends the framework's answer to OPTIONS, which lists the methods of every path that begins alike. */
class OptionsResponses {

    private final AllowedMethods allowed;

    OptionsResponses(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerResponseFilter
    void list(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)
                && response.getHeaders().containsKey(HttpHeaders.ALLOW)) {
            response.getHeaders().putSingle(HttpHeaders.ALLOW, allowed.on(context.normalizedPath()));
        }
    }
}
