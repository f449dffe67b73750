package io.taskforge.api.admin.account;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.AdminRole;
import io.taskforge.api.failure.BareChallenge;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Lets administrators in by their session, on the admin pages and nowhere else: the API is for keys. */
@ApplicationScoped
class SessionAuthentication implements HttpAuthenticationMechanism {

    private final Sessions sessions;

    SessionAuthentication(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager identities) {
        return AdminPaths.contain(request.normalizedPath())
                ? SessionCookie.in(request)
                        .map(token -> sessions.resume(token, request.request().getHeader("HX-Request") == null)
                                .map(found -> found.map(SessionAuthentication::identity)
                                        .orElse(null)))
                        .orElseGet(() -> Uni.createFrom().nullItem())
                : Uni.createFrom().nullItem();
    }

    private static SecurityIdentity identity(SignedIn admin) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(admin)
                .addRole(AdminRole.NAME)
                .build();
    }

    /** Only used where no page can be written. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(BareChallenge.forCredentials());
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
