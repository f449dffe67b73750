package io.taskforge.api.admin.account;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.AdminRole;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.Frame.Section;
import io.taskforge.api.admin.page.Notice;
import io.taskforge.api.admin.page.PostedForm;
import io.taskforge.api.body.Form;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.FailureResponse;
import io.taskforge.api.failure.RequestFailure;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who else may use these pages, and one's own password. */
@Path(AdministratorsResource.PATH)
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(AdminRole.NAME)
public class AdministratorsResource {

    static final String PATH = AdminPaths.ROOT + "/administrators";

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        /**
         * @param link for whoever is to become an administrator, or to have a new password; shown once
         * @param flaw of the new password
         */
        static native TemplateInstance administrators(
                Frame frame, List<Admins.Listed> admins, String own, Optional<String> link, Optional<String> flaw);
    }

    private final Admins admins;
    private final SetupLinks links;
    private final Sessions sessions;
    private final Passwords passwords;
    private final AuditLog audit;
    private final Pool pool;
    private final SecurityIdentity identity;
    private final String baseUrl;

    AdministratorsResource(
            Admins admins,
            SetupLinks links,
            Sessions sessions,
            Passwords passwords,
            AuditLog audit,
            Pool pool,
            SecurityIdentity identity,
            @ConfigProperty(name = "taskforge.public-base-url") String baseUrl) {
        this.admins = admins;
        this.links = links;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
        this.pool = pool;
        this.identity = identity;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
    }

    /** All of them. */
    @GET
    public Uni<TemplateInstance> all(@QueryParam("done") String done) {
        return page(
                Optional.empty(),
                Optional.empty(),
                Notice.named(Done.class, done).map(Done::words));
    }

    /** A link that makes an administrator; shown once. */
    @POST
    @Path("invite")
    public Uni<TemplateInstance> invite(@Context RoutingContext request) {
        return linked(Optional.empty(), AuditEvent.of("admin_invited", "a new administrator"), request);
    }

    /** A link that sets a new password of an administrator; shown once. */
    @POST
    @Path("{id}/password-link")
    public Uni<TemplateInstance> passwordLink(@PathParam("id") String id, @Context RoutingContext request) {
        AdminId admin = parse(id);
        return admins.all()
                .map(all -> all.stream()
                        .filter(each -> each.id().equals(admin))
                        .findFirst()
                        .orElseThrow(AdministratorsResource::unknown))
                .flatMap(known ->
                        linked(Optional.of(admin), AuditEvent.of("password_link_made", known.name()), request));
    }

    private Uni<TemplateInstance> linked(Optional<AdminId> admin, AuditEvent event, RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        return DatabaseCall.write(pool.withTransaction(transaction -> links.create(transaction, admin, self.name())
                        .call(() -> audit.append(transaction, self.in(request), event))))
                .flatMap(token -> page(
                        Optional.of(baseUrl + AdminPaths.ROOT + "/setup?token=" + token.reveal()),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Ends their sessions. */
    @POST
    @Path("{id}/disable")
    public Uni<Response> disable(@PathParam("id") String id, @Context RoutingContext request) {
        AdminId admin = parse(id);
        return switched(
                transaction -> admins.disable(transaction, admin)
                        .call(name -> name.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : sessions.endAllOf(transaction, admin, Optional.empty())
                                        .chain(() -> links.forget(transaction, admin))),
                "admin_disabled",
                Done.DISABLED,
                request);
    }

    /** Lets them sign in again. */
    @POST
    @Path("{id}/enable")
    public Uni<Response> enable(@PathParam("id") String id, @Context RoutingContext request) {
        AdminId admin = parse(id);
        return switched(transaction -> admins.enable(transaction, admin), "admin_enabled", Done.ENABLED, request);
    }

    private interface Change {
        Uni<Optional<String>> in(SqlConnection transaction);
    }

    private Uni<Response> switched(Change change, String action, Done done, RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        return DatabaseCall.write(pool.withTransaction(transaction -> change.in(transaction)
                        .call(name -> name.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : audit.append(transaction, self.in(request), AuditEvent.of(action, name.get())))))
                .map(name -> seen(name.isPresent() ? done : Done.NOTHING));
    }

    /** One's own; all other sessions of oneself end. */
    @POST
    @Path("own-password")
    public Uni<Response> ownPassword(@Context RoutingContext request) {
        return PostedForm.of(request).flatMap(form -> changed(form, request));
    }

    private Uni<Response> changed(Form form, RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        String password = form.value("password").orElse("");
        Optional<String> flaw =
                NewPassword.flaw(password, self.name()).or(() -> SetUpResource.repeated(form, password));
        if (flaw.isPresent()) {
            return again(flaw.get());
        }
        return admins.named(new AdminName(self.name()))
                .flatMap(known ->
                        passwords.matches(form.value("current").orElse(""), known.map(Admins.Known::passwordHash)))
                .flatMap(right -> right
                        ? passwords.hash(new NewPassword(password)).flatMap(hash -> stored(self, hash, request))
                        : again("The current password is another one."));
    }

    private Uni<Response> stored(SignedIn self, String hash, RoutingContext request) {
        return DatabaseCall.write(pool.withTransaction(transaction -> admins.setPassword(transaction, self.id(), hash)
                        .chain(() -> sessions.endAllOf(transaction, self.id(), SessionCookie.in(request)))
                        .chain(() -> links.forget(transaction, self.id()))
                        .chain(() -> audit.append(
                                transaction, self.in(request), AuditEvent.of("password_changed", self.name())))))
                .replaceWith(seen(Done.PASSWORD));
    }

    private Uni<Response> again(String flaw) {
        return page(Optional.empty(), Optional.of(flaw), Optional.empty())
                .map(page -> FailureResponse.of(FailureCode.VALIDATION_FAILED)
                        .entity(page)
                        .build());
    }

    private Uni<TemplateInstance> page(Optional<String> link, Optional<String> flaw, Optional<String> notice) {
        String own = SignedIn.of(identity).name();
        return admins.all()
                .map(all -> Page.administrators(
                        Frame.of("Administrators", Section.ADMINS, own).telling(notice), all, own, link, flaw));
    }

    private static Response seen(Done done) {
        return Response.seeOther(URI.create(PATH + "?done=" + done.word())).build();
    }

    private static AdminId parse(String id) {
        try {
            return new AdminId(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static RequestFailure unknown() {
        return new RequestFailure(FailureCode.NOT_FOUND, "There is no such administrator.");
    }
}
