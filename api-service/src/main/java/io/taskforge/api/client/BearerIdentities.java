package io.taskforge.api.client;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Permission;

/** Turns a bearer token into the identity of a client, which holds the token's scopes as permissions. */
@ApplicationScoped
class BearerIdentities implements IdentityProvider<BearerRequest> {

    private final Callers callers;

    BearerIdentities(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Class<BearerRequest> getRequestType() {
        return BearerRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(BearerRequest request, AuthenticationRequestContext context) {
        return callers.behind(request.bearer(), request.peer()).map(BearerIdentities::identity);
    }

    private static SecurityIdentity identity(Caller caller) {
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
