package io.taskforge.api.admin.client;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.account.SignedIn;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.admin.page.AdminRole;
import io.taskforge.api.admin.page.Notice;
import io.taskforge.api.admin.page.PostedForm;
import io.taskforge.api.body.Form;
import io.taskforge.api.database.DatabaseCall;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One client: whether it may, how much, and what signs its callbacks. */
@Path(ClientPages.PATH + "/{client}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(AdminRole.NAME)
public class ClientResource {

    private final Clients clients;
    private final ChangeLimits changeLimits;
    private final RotateSecret rotateSecret;
    private final ClientPages pages;
    private final AuditLog audit;
    private final Pool pool;
    private final SecurityIdentity identity;

    ClientResource(
            Clients clients,
            ChangeLimits changeLimits,
            RotateSecret rotateSecret,
            ClientPages pages,
            AuditLog audit,
            Pool pool,
            SecurityIdentity identity) {
        this.clients = clients;
        this.changeLimits = changeLimits;
        this.rotateSecret = rotateSecret;
        this.pages = pages;
        this.audit = audit;
        this.pool = pool;
        this.identity = identity;
    }

    /** Its page. */
    @GET
    public Uni<TemplateInstance> page(@PathParam("client") String id, @QueryParam("done") String done) {
        String admin = SignedIn.of(identity).name();
        return clients.known(id)
                .flatMap(client -> pages.of(client, admin, Notice.named(Done.class, done), UnaryOperator.identity()));
    }

    /** None of its keys opens anything, until it is enabled again; its jobs go on. */
    @POST
    @Path("disable")
    public Uni<Response> disable(@PathParam("client") String id, @Context RoutingContext request) {
        return switched(
                id,
                (transaction, client) -> clients.disable(transaction, client.id()),
                "client_disabled",
                Done.DISABLED,
                request);
    }

    /** Its keys open again what they allow. */
    @POST
    @Path("enable")
    public Uni<Response> enable(@PathParam("client") String id, @Context RoutingContext request) {
        return switched(
                id,
                (transaction, client) -> clients.enable(transaction, client.id()),
                "client_enabled",
                Done.ENABLED,
                request);
    }

    private interface Switch {
        Uni<Boolean> in(SqlConnection transaction, Clients.Known client);
    }

    private Uni<Response> switched(String id, Switch turn, String action, Done done, RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        return clients.known(id).flatMap(client -> {
            if (client.name().isLaunchers()) {
                return Uni.createFrom().item(ClientPages.seen(client.id(), Done.LAUNCHERS));
            }
            AuditEvent event = AuditEvent.of(action, client.name().text());
            return DatabaseCall.write(pool.withTransaction(transaction -> turn.in(transaction, client)
                            .call(won -> won
                                    ? audit.append(transaction, self.in(request), event)
                                    : Uni.createFrom().voidItem())))
                    .map(won -> ClientPages.seen(client.id(), won ? done : Done.NOTHING));
        });
    }

    /** All of them at once. */
    @POST
    @Path("limits")
    public Uni<Response> limits(@PathParam("client") String id, @Context RoutingContext request) {
        return PostedForm.of(request).flatMap(form -> clients.known(id)
                .flatMap(client -> client.name().isLaunchers()
                        ? Uni.createFrom().item(ClientPages.seen(client.id(), Done.LAUNCHERS))
                        : limited(client, LimitsForm.typed(form), request)));
    }

    private Uni<Response> limited(Clients.Known client, LimitsForm typed, RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        return switch (typed.read()) {
            case LimitsForm.Reading.Flawed flawed -> pages.again(client, self.name(), view -> view.with(flawed.form()));
            case LimitsForm.Reading.Good good ->
                changeLimits
                        .to(good.limits(), typed.version(), client, self.in(request))
                        .flatMap(outcome -> switch (outcome) {
                            case ChangeLimits.Outcome.Changed changed ->
                                Uni.createFrom().item(ClientPages.seen(client.id(), Done.CHANGED));
                            case ChangeLimits.Outcome.Unchanged unchanged ->
                                Uni.createFrom().item(ClientPages.seen(client.id(), Done.UNCHANGED));
                            case ChangeLimits.Outcome.ChangedMeanwhile meanwhile -> {
                                LimitsForm form = LimitsForm.changedMeanwhile(meanwhile.current(), good.limits());
                                yield pages.again(client, self.name(), view -> view.with(form));
                            }
                        });
        };
    }

    /** Another one, shown once; the earlier one signs too for a day. */
    @POST
    @Path("webhook-secret")
    public Uni<TemplateInstance> webhookSecret(@PathParam("client") String id, @Context RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        return PostedForm.of(request).map(ClientResource::secretVersion).flatMap(version -> clients.known(id)
                .flatMap(client -> rotateSecret
                        .of(client, version, self.in(request))
                        .flatMap(outcome ->
                                pages.of(client, self.name(), Optional.empty(), view -> view.with(outcome)))));
    }

    private static String secretVersion(Form form) {
        return form.value("secret_version").orElse("").replace("\0", "");
    }
}
