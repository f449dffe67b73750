package io.taskforge.api.admin.account;

import io.quarkus.security.identity.SecurityIdentity;
import io.taskforge.api.admin.audit.Actor;
import io.vertx.ext.web.RoutingContext;
import java.security.Principal;

/** The administrator whose session a request shows. */
public record SignedIn(AdminId id, String name) implements Principal {

    @Override
    public String getName() {
        return name;
    }

    /** @throws ClassCastException when nobody is signed in, which the role of every resource rules out */
    public static SignedIn of(SecurityIdentity identity) {
        return (SignedIn) identity.getPrincipal();
    }

    /** For the audit log. */
    public Actor in(RoutingContext request) {
        return Actor.named(name, request);
    }
}
