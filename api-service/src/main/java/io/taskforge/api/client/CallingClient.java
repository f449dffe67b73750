package io.taskforge.api.client;

import io.quarkus.security.identity.SecurityIdentity;
import io.taskforge.model.job.ClientId;
import io.vertx.ext.web.RoutingContext;
import java.security.Principal;
import java.util.Optional;

/**
 * The program that asks.
 *
 * @param keyId names the key it showed, or that its token was exchanged for; no secret
 * @param terms what it may do, and how much of it
 */
public record CallingClient(ClientId id, String name, String keyId, ClientTerms terms) implements Principal {

    private static final String ATTRIBUTE = "taskforge.client";

    @Override
    public String getName() {
        return name;
    }

    /** Who asks, once that is known, whether or not it may; empty for a request that showed nothing, or nothing valid. */
    public static Optional<CallingClient> behind(RoutingContext request) {
        return Optional.ofNullable(request.get(ATTRIBUTE));
    }

    /** It is known that this client asks. */
    public void enter(RoutingContext request) {
        request.put(ATTRIBUTE, this);
    }

    /** The client behind an identity that passed authorisation. */
    public static CallingClient of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof CallingClient client) {
            return client;
        }
        throw new IllegalStateException("an endpoint for clients was reached without one");
    }
}
