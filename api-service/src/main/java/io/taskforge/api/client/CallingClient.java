package io.taskforge.api.client;

import io.quarkus.security.identity.SecurityIdentity;
import io.taskforge.model.job.ClientId;
import java.security.Principal;

/**
 * The program that asks.
 *
 * @param keyId names the key it showed; no secret
 * @param terms what it may do, and how much of it
 */
public record CallingClient(ClientId id, String name, String keyId, ClientTerms terms) implements Principal {

    @Override
    public String getName() {
        return name;
    }

    /** The client behind an identity that passed authorisation. */
    public static CallingClient of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof CallingClient client) {
            return client;
        }
        throw new IllegalStateException("an endpoint for clients was reached without one");
    }
}
