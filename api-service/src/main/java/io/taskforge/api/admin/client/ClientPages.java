package io.taskforge.api.admin.client;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.Frame.Section;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.FailureResponse;
import io.taskforge.api.limit.LimitsConfig;
import io.taskforge.model.job.ClientId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A client's page, to which whatever is done to the client or its keys leads. */
@ApplicationScoped
class ClientPages {

    static final String PATH = AdminPaths.ROOT + "/clients";

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        static native TemplateInstance client(
                Frame frame, ClientView view, List<LimitField> numbers, List<LimitField> lists);
    }

    private final Clients clients;
    private final Keys keys;
    private final LimitsConfig defaults;
    private final List<String> offered;

    ClientPages(
            Clients clients,
            Keys keys,
            LimitsConfig defaults,
            @ConfigProperty(name = "taskforge.models") List<String> offered) {
        this.clients = clients;
        this.keys = keys;
        this.defaults = defaults;
        this.offered = offered;
    }

    /**
     * As it is by now.
     *
     * @param shown what the page shows besides
     */
    Uni<TemplateInstance> of(Clients.Known client, String admin, Optional<Done> done, UnaryOperator<ClientView> shown) {
        String id = client.id().toString();
        return Uni.combine()
                .all()
                .unis(clients.known(id), keys.of(client.id()))
                .with((known, found) -> page(shown.apply(ClientView.of(known, found)), admin, done));
    }

    private TemplateInstance page(ClientView view, String admin, Optional<Done> done) {
        Frame frame = Frame.of("Client " + view.client().name(), Section.CLIENTS, admin)
                .telling(done.map(Done::words));
        return Page.client(
                frame,
                view,
                LimitField.of(Limit.numbers(), view.limits(), defaults, offered),
                LimitField.of(Limit.lists(), view.limits(), defaults, offered));
    }

    /** With a form that says what is wrong in it. */
    Uni<Response> again(Clients.Known client, String admin, UnaryOperator<ClientView> form) {
        return of(client, admin, Optional.empty(), form).map(page -> FailureResponse.of(FailureCode.VALIDATION_FAILED)
                .entity(page)
                .build());
    }

    /** Leads to the client's page, which says what was done; at its top, where it says so. */
    static Response seen(ClientId client, Done done) {
        return Response.seeOther(URI.create(PATH + "/" + client + "?done=" + done.word() + "#content"))
                .build();
    }
}
