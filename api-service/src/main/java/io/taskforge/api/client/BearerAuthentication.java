package io.taskforge.api.client;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.failure.BareChallenge;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Authenticates requests over HTTP by the API key, or the token made of one, that they show. Asks no identity provider of the framework's:
 * gRPC has none, and who stands at a door is the same question at both.
 */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {

    private final Callers callers;

    BearerAuthentication(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        Optional<String> bearer = BearerToken.in(request.request().headers().getAll("Authorization"));
        return bearer.isEmpty()
                ? Uni.createFrom().nullItem()
                : callers.behind(bearer.get(), () -> Peer.of(request.request())).map(caller -> {
                    caller.client().enter(request);
                    return new ClientIdentity(caller);
                });
    }

    /** Only used where no problem can be written. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(BareChallenge.forCredentials());
    }

    /** None: there is no provider that would have to take them. */
    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
