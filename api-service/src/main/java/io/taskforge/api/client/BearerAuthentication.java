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
import java.util.Set;

/** Authenticates requests over HTTP by the API key, or the token made of one, that they show. */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        return BearerToken.in(request.request().headers().getAll("Authorization"))
                .map(bearer -> identities
                        .authenticate(new BearerRequest(bearer, Peer.of(request.request())))
                        .invoke(identity -> CallingClient.of(identity).enter(request)))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }

    /** Only used where no problem can be written. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(BareChallenge.forCredentials());
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(BearerRequest.class);
    }
}
