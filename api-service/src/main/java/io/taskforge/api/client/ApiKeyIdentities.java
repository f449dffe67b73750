package io.taskforge.api.client;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Permission;

/** Turns a token into the identity of a client, which holds the key's scopes as permissions. */
@ApplicationScoped
class ApiKeyIdentities implements IdentityProvider<ApiKeyRequest> {

    private final ApiKeys keys;

    ApiKeyIdentities(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Class<ApiKeyRequest> getRequestType() {
        return ApiKeyRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(ApiKeyRequest request, AuthenticationRequestContext context) {
        return keys.standing(request.token()).map(standing -> switch (standing) {
            case KeyStanding.InForce inForce -> identity(inForce);
            case KeyStanding.NotInForce notInForce -> throw new AuthenticationFailedException();
        });
    }

    private static SecurityIdentity identity(KeyStanding.InForce key) {
        Caller caller = Caller.of(key);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(caller.client())
                .addPermissionChecker(required -> granted(caller, required))
                .build();
    }

    /** A scope {@code tickets:read} is the permission {@code tickets} for the action {@code read}: the annotation splits at the colon. */
    private static Uni<Boolean> granted(Caller caller, Permission required) {
        return Uni.createFrom().item(() -> {
            caller.require(required.getName() + ":" + required.getActions());
            return true;
        });
    }
}
