package io.taskforge.api.client;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Permission;
import java.util.Set;

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
        if (key.clientDisabled()) {
            throw new RequestFailure(
                    FailureCode.CLIENT_DISABLED, "The client of this API key is disabled; ask its administrator.");
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(key.client())
                .addPermissionChecker(required -> granted(key.scopes(), required))
                .build();
    }

    /** A scope {@code tickets:read} is the permission {@code tickets} for the action {@code read}: the annotation splits at the colon. */
    private static Uni<Boolean> granted(Set<String> scopes, Permission required) {
        String scope = required.getName() + ":" + required.getActions();
        return scopes.contains(scope)
                ? Uni.createFrom().item(true)
                : Uni.createFrom().failure(RequestFailure.scopeMissing(scope));
    }
}
