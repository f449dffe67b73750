package io.taskforge.api.client;

import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.security.Permission;
import java.security.Principal;
import java.util.Map;
import java.util.Set;

/**
 * A client, as the framework sees who asks over HTTP: without roles, and with the scopes of what it showed as permissions.
 */
record ClientIdentity(Caller caller) implements SecurityIdentity {

    @Override
    public Principal getPrincipal() {
        return caller.client();
    }

    @Override
    public boolean isAnonymous() {
        return false;
    }

    @Override
    public Set<String> getRoles() {
        return Set.of();
    }

    @Override
    public boolean hasRole(String role) {
        return false;
    }

    /** Scopes are no permissions of Java's own; {@link #checkPermission} knows them. */
    @Override
    public Set<Permission> getPermissions() {
        return Set.of();
    }

    @Override
    public <T extends Credential> T getCredential(Class<T> type) {
        return null;
    }

    /** None: who has the identity has no use for what was shown. */
    @Override
    public Set<Credential> getCredentials() {
        return Set.of();
    }

    @Override
    public <T> T getAttribute(String name) {
        return null;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    /**
     * A scope {@code tickets:read} is the permission {@code tickets} for the action {@code read}: the annotation splits at the colon. Fails
     * with {@code insufficient_scope}.
     */
    @Override
    public Uni<Boolean> checkPermission(Permission required) {
        return Uni.createFrom().item(() -> {
            caller.require(required.getName() + ":" + required.getActions());
            return true;
        });
    }
}
