package io.taskforge.api.admin.account;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.PostedForm;
import io.taskforge.api.body.Form;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.FailureResponse;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.model.admin.SecretToken;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** What a set-up link opens. Looking at it uses nothing up, so that a program that previews links does no harm. */
@Path(AdminPaths.ROOT + "/setup")
@Produces(MediaType.TEXT_HTML)
public class SetUpResource {

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        /**
         * @param known whose password it sets; empty when a name is to be chosen
         * @param name as it was typed
         */
        static native TemplateInstance setUp(
                Frame frame, String token, Optional<String> known, String name, String rule, Optional<String> flaw);
    }

    private static final RequestFailure GONE = new RequestFailure(
            FailureCode.NOT_FOUND,
            "This set-up link was used, is too old, or never was. Ask for another: ./taskforge admin bootstrap makes one.");

    private final SetupLinks links;
    private final SetUp setUp;

    SetUpResource(SetupLinks links, SetUp setUp) {
        this.links = links;
        this.setUp = setUp;
    }

    /** The form. */
    @GET
    @PermitAll
    public Uni<TemplateInstance> form(@QueryParam("token") String token) {
        return found(token).map(link -> page(token, link, "admin", Optional.empty()));
    }

    /** Makes the administrator, or sets the password, and signs in. */
    @POST
    @PermitAll
    public Uni<Response> use(@Context RoutingContext request) {
        return PostedForm.of(request).flatMap(form -> {
            String token = form.value("token").orElse("");
            return found(token).flatMap(link -> used(token, link, form, request));
        });
    }

    private Uni<Response> used(String token, SetupLinks.Good link, Form form, RoutingContext request) {
        String typed = link.name().orElse(form.value("name").orElse(""));
        String password = form.value("password").orElse("");
        Optional<AdminName> name = AdminName.parse(typed);
        Optional<String> flaw = name.isEmpty()
                ? Optional.of("Choose a name: " + AdminName.RULE)
                : NewPassword.flaw(password, name.get().text()).or(() -> repeated(form, password));
        if (flaw.isPresent()) {
            return Uni.createFrom().item(again(token, link, typed, flaw.get()));
        }
        return setUp.used(SecretToken.parse(token).orElseThrow(), link, name.get(), new NewPassword(password), request)
                .map(outcome -> switch (outcome) {
                    case SetUp.Outcome.Done done -> SignInResource.into(URI.create(AdminPaths.ROOT), done.session());
                    case SetUp.Outcome.NameTaken taken ->
                        again(token, link, typed, "There is an administrator of this name already; choose another.");
                    case SetUp.Outcome.LinkGone gone -> throw GONE;
                });
    }

    /** A flaw when the second field says something else. */
    static Optional<String> repeated(Form form, String password) {
        return form.value("again").orElse("").equals(password)
                ? Optional.empty()
                : Optional.of("The two passwords are not the same; type both again.");
    }

    private Uni<SetupLinks.Good> found(String token) {
        return SecretToken.parse(token)
                .map(links::look)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(link -> link.orElseThrow(() -> GONE));
    }

    private static Response again(String token, SetupLinks.Good link, String typed, String flaw) {
        return FailureResponse.of(FailureCode.VALIDATION_FAILED)
                .entity(page(token, link, typed, Optional.of(flaw)))
                .build();
    }

    private static TemplateInstance page(String token, SetupLinks.Good link, String typed, Optional<String> flaw) {
        String title = link.name().isPresent() ? "Set a new password" : "Set up an administrator";
        return Page.setUp(Frame.outside(title), token, link.name(), typed, AdminName.RULE, flaw);
    }
}
