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
import io.taskforge.api.admin.page.QueryText;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.FailureResponse;
import io.taskforge.model.client.ClientName;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All clients, by name, and how another one is made. */
@Path(ClientPages.PATH)
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(AdminRole.NAME)
public class ClientsResource {

    private static final int PAGE_SIZE = 50;

    /** No name is longer. */
    private static final int LONGEST_SEARCH = 64;

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        /**
         * @param search part of the names that were asked for; empty for all
         * @param next the page after this one; empty on the last one
         * @param later whether there are pages before this one
         * @param form how another one is made
         */
        static native TemplateInstance clients(
                Frame frame,
                List<Clients.Listed> clients,
                String search,
                Optional<String> next,
                boolean later,
                NameForm form);
    }

    /**
     * The name of a new client as it stands in the form.
     *
     * @param flaw what is wrong with it; empty when nothing is
     * @param taken the client that has it; empty when none has
     */
    record NameForm(String name, String flaw, Optional<Clients.Known> taken) {

        private static final NameForm EMPTY = new NameForm("", "", Optional.empty());

        public String rule() {
            return ClientName.RULE;
        }
    }

    private final Clients clients;
    private final AuditLog audit;
    private final Pool pool;
    private final SecurityIdentity identity;

    ClientsResource(Clients clients, AuditLog audit, Pool pool, SecurityIdentity identity) {
        this.clients = clients;
        this.audit = audit;
        this.pool = pool;
        this.identity = identity;
    }

    /** One page of them. */
    @GET
    public Uni<TemplateInstance> page(@QueryParam("search") String search, @QueryParam("after") String after) {
        return page(QueryText.of(search, LONGEST_SEARCH), QueryText.of(after, LONGEST_SEARCH), NameForm.EMPTY);
    }

    private Uni<TemplateInstance> page(Optional<String> search, Optional<String> after, NameForm form) {
        Frame frame = Frame.of("Clients", Section.CLIENTS, SignedIn.of(identity).name());
        return clients.page(search, after, PAGE_SIZE + 1).map(found -> {
            boolean more = found.size() > PAGE_SIZE;
            List<Clients.Listed> shown = more ? found.subList(0, PAGE_SIZE) : found;
            return Page.clients(
                    frame,
                    shown,
                    search.orElse(""),
                    more ? Optional.of(next(search, shown.getLast().name())) : Optional.empty(),
                    after.isPresent(),
                    form);
        });
    }

    private static String next(Optional<String> search, String last) {
        UriBuilder page = UriBuilder.fromPath(ClientPages.PATH).queryParam("after", "{after}");
        search.ifPresent(part -> page.queryParam("search", "{search}"));
        return page.buildFromMap(Map.of("after", last, "search", search.orElse("")))
                .toString();
    }

    /** Makes one, and leads to its page. */
    @POST
    public Uni<Response> create(@Context RoutingContext request) {
        return PostedForm.of(request).flatMap(form -> {
            String typed = form.value("name").orElse("").strip();
            Optional<ClientName> name = ClientName.parse(typed);
            if (name.isEmpty()) {
                return again(new NameForm(typed, ClientName.RULE, Optional.empty()));
            }
            return name.get().isLaunchers()
                    ? again(new NameForm(typed, "This name is the launcher's; choose another one.", Optional.empty()))
                    : created(name.get(), request);
        });
    }

    private Uni<Response> created(ClientName name, RoutingContext request) {
        SignedIn self = SignedIn.of(identity);
        return DatabaseCall.write(pool.withTransaction(transaction -> clients.create(transaction, name)
                        .call(made -> made.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : audit.append(
                                        transaction, self.in(request), AuditEvent.of("client_created", name.text())))))
                .flatMap(made -> made.isPresent()
                        ? Uni.createFrom().item(ClientPages.seen(made.get(), Done.CREATED))
                        : clients.named(name)
                                .flatMap(holder -> again(
                                        new NameForm(name.text(), "There is a client of this name already.", holder))));
    }

    private Uni<Response> again(NameForm form) {
        return page(Optional.empty(), Optional.empty(), form)
                .map(page -> FailureResponse.of(FailureCode.VALIDATION_FAILED)
                        .entity(page)
                        .build());
    }
}
