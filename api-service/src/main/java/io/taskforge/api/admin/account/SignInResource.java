package io.taskforge.api.admin.account;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.audit.AuditEvent;
import io.taskforge.api.admin.audit.AuditLog;
import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.PostedForm;
import io.taskforge.api.body.Form;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.FailureResponse;
import io.taskforge.model.admin.SecretToken;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Where administrators sign in and out. */
@Path(AdminPaths.ROOT)
@Produces(MediaType.TEXT_HTML)
public class SignInResource {

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        /**
         * @param next where to go on to
         * @param name as it was typed
         * @param flaw what was wrong with the last try
         * @param elsewhere whether another site led here, to whose requests browsers add no session
         * @param nobody whether there is no administrator yet
         */
        static native TemplateInstance signIn(
                Frame frame, String next, String name, Optional<String> flaw, boolean elsewhere, boolean nobody);
    }

    private static final String WRONG = "This name and password do not belong together.";

    private final SignIn signIn;
    private final Admins admins;
    private final Sessions sessions;
    private final AuditLog audit;
    private final Pool pool;

    SignInResource(SignIn signIn, Admins admins, Sessions sessions, AuditLog audit, Pool pool) {
        this.signIn = signIn;
        this.admins = admins;
        this.sessions = sessions;
        this.audit = audit;
        this.pool = pool;
    }

    /** The form. */
    @GET
    @Path("sign-in")
    @PermitAll
    public Uni<TemplateInstance> form(@QueryParam("next") String next, @Context RoutingContext request) {
        boolean elsewhere = "cross-site".equals(request.request().getHeader("Sec-Fetch-Site"));
        return admins.none().map(nobody -> page(next, "", Optional.empty(), elsewhere, nobody));
    }

    /** A new session, and on to the page that was asked for; or the form again. */
    @POST
    @Path("sign-in")
    @PermitAll
    public Uni<Response> signIn(@Context RoutingContext request) {
        return PostedForm.of(request).flatMap(form -> {
            String name = form.value("name").orElse("");
            return signIn.tried(name, form.value("password").orElse(""), request)
                    .map(outcome -> answer(outcome, form, name));
        });
    }

    private static Response answer(SignIn.Outcome outcome, Form form, String name) {
        String next = form.value("next").orElse(AdminPaths.ROOT);
        return switch (outcome) {
            case SignIn.Outcome.Done done -> into(AdminPaths.pageOrRoot(next), done.session());
            case SignIn.Outcome.Wrong wrong ->
                again(FailureCode.INVALID_CREDENTIALS, page(next, name, Optional.of(WRONG), false, false));
            case SignIn.Outcome.Paused paused -> {
                long seconds = Math.max(1, paused.left().plusMillis(999).toSeconds());
                String flaw = "Too many wrong passwords for this name; try again in " + seconds + " s.";
                yield again(FailureCode.RATE_LIMITED, page(next, name, Optional.of(flaw), false, false));
            }
        };
    }

    private static Response again(FailureCode why, TemplateInstance form) {
        return FailureResponse.of(why).entity(form).build();
    }

    /** Signed in, and on. */
    static Response into(URI page, SecretToken session) {
        return Response.seeOther(page).cookie(SessionCookie.of(session)).build();
    }

    /** Ends the session, wherever else its cookie has been copied to. */
    @POST
    @Path("sign-out")
    @PermitAll
    public Uni<Response> signOut(@Context RoutingContext request) {
        Response out = Response.seeOther(URI.create(AdminPaths.SIGN_IN))
                .cookie(SessionCookie.gone())
                .header("Clear-Site-Data", "\"cache\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
        return SessionCookie.in(request)
                .map(token -> sessions.resume(token, true)
                        .flatMap(found -> found.map(admin -> ended(token, admin, request))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                        .replaceWith(out))
                .orElseGet(() -> Uni.createFrom().item(out));
    }

    private Uni<Void> ended(SecretToken token, SignedIn admin, RoutingContext request) {
        return DatabaseCall.write(pool.withTransaction(transaction -> sessions.end(transaction, token)
                .chain(() -> audit.append(transaction, admin.in(request), AuditEvent.of("signed_out", admin.name())))));
    }

    private static TemplateInstance page(
            String next, String name, Optional<String> flaw, boolean elsewhere, boolean nobody) {
        return Page.signIn(
                Frame.outside("Sign in"), AdminPaths.pageOrRoot(next).toString(), name, flaw, elsewhere, nobody);
    }
}
