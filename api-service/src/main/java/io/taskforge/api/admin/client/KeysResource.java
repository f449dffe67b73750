package io.taskforge.api.admin.client;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.account.SignedIn;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.admin.page.AdminRole;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.Frame.Section;
import io.taskforge.api.admin.page.PostedForm;
import io.taskforge.api.database.DatabaseCall;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;

/** The keys of one client: made, shown once, and revoked. */
@Path(ClientPages.PATH + "/{client}/keys")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(AdminRole.NAME)
public class KeysResource {

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        static native TemplateInstance revokeKey(Frame frame, Clients.Known client, Keys.Listed key);
    }

    private final Clients clients;
    private final Keys keys;
    private final CreateKey createKey;
    private final ClientPages pages;
    private final AuditLog audit;
    private final Pool pool;
    private final SecurityIdentity identity;
    private final Clock clock;

    KeysResource(
            Clients clients,
            Keys keys,
            CreateKey createKey,
            ClientPages pages,
            AuditLog audit,
            Pool pool,
            SecurityIdentity identity,
            Clock clock) {
        this.clients = clients;
        this.keys = keys;
        this.createKey = createKey;
        this.pages = pages;
        this.audit = audit;
        this.pool = pool;
        this.identity = identity;
        this.clock = clock;
    }

    /** Another one, shown once. */
    @POST
    public Uni<Response> create(@PathParam("client") String id, @Context RoutingContext request) {
        return PostedForm.of(request).flatMap(form -> clients.known(id)
                .flatMap(client -> client.name().isLaunchers()
                        ? Uni.createFrom().item(ClientPages.seen(client.id(), Done.LAUNCHERS))
                        : created(client, KeyForm.typed(form), request)));
    }

    private Uni<Response> created(Clients.Known client, KeyForm typed, RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        return switch (typed.read(clock.instant())) {
            case KeyForm.Reading.Flawed flawed -> pages.again(client, self.name(), view -> view.with(flawed.form()));
            case KeyForm.Reading.Good good ->
                createKey
                        .of(client, good, self.in(request))
                        .flatMap(outcome -> pages.of(client, self.name(), Optional.empty(), view -> view.with(outcome)))
                        .map(page -> Response.ok(page).build());
        };
    }

    /** Asks whether it is meant, since there is no way back. */
    @GET
    @Path("{key}/revoke")
    public Uni<Response> revokePage(@PathParam("client") String id, @PathParam("key") String keyId) {
        String admin = SignedIn.of(identity).name();
        return clients.known(id).flatMap(client -> keys.one(client.id(), keyId).map(key -> refusal(client, key)
                .map(done -> ClientPages.seen(client.id(), done))
                .orElseGet(
                        () -> Response.ok(Page.revokeKey(Frame.of("Revoke a key", Section.CLIENTS, admin), client, key))
                                .build())));
    }

    /** From now on it opens nothing. */
    @POST
    @Path("{key}/revoke")
    public Uni<Response> revoke(
            @PathParam("client") String id, @PathParam("key") String keyId, @Context RoutingContext request) {
        return clients.known(id).flatMap(client -> keys.one(client.id(), keyId).flatMap(key -> refusal(client, key)
                .map(done -> Uni.createFrom().item(ClientPages.seen(client.id(), done)))
                .orElseGet(() -> revoked(client, key, request))));
    }

    /** Why the key stays as it is, if it does. */
    private static Optional<Done> refusal(Clients.Known client, Keys.Listed key) {
        if (!key.stands()) {
            return Optional.of(Done.REVOKED_BEFORE);
        }
        return client.name().isLaunchers() ? Optional.of(Done.LAUNCHERS) : Optional.empty();
    }

    private Uni<Response> revoked(Clients.Known client, Keys.Listed key, RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        AuditEvent event = AuditEvent.of("key_revoked", client.name().text()).with("key_id", key.id());
        return DatabaseCall.write(pool.withTransaction(transaction -> keys.revoke(transaction, key)
                        .call(won -> won
                                ? audit.append(transaction, self.in(request), event)
                                : Uni.createFrom().voidItem())))
                .map(won -> ClientPages.seen(client.id(), won ? Done.REVOKED : Done.REVOKED_BEFORE));
    }
}
