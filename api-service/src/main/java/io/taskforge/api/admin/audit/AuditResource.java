package io.taskforge.api.admin.audit;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.AdminRole;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.Frame.Section;
import io.taskforge.api.admin.page.QueryText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who did what, newest first. */
@Path(AuditResource.PATH)
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(AdminRole.NAME)
public class AuditResource {

    static final String PATH = AdminPaths.ROOT + "/audit";

    private static final int PAGE_SIZE = 50;
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        /**
         * @param older the next page; empty on the last one
         * @param checked what came of checking the chain; empty when it was not asked for
         */
        static native TemplateInstance audit(
                Frame frame,
                List<AuditLog.Entry> entries,
                List<String> actions,
                String actor,
                String action,
                Optional<String> older,
                Optional<Chain> checked);
    }

    /** @param broken the first entry that was changed after it was written, or follows a gap */
    record Chain(Optional<Long> broken) {}

    private final AuditLog log;
    private final SecurityIdentity identity;

    AuditResource(AuditLog log, SecurityIdentity identity) {
        this.log = log;
        this.identity = identity;
    }

    /** One page of it. */
    @GET
    public Uni<TemplateInstance> page(
            @QueryParam("actor") String actor,
            @QueryParam("action") String action,
            @QueryParam("before") String before,
            @QueryParam("check") String check) {
        Frame frame =
                Frame.of("Audit log", Section.AUDIT, identity.getPrincipal().getName());
        Uni<List<AuditLog.Entry>> entries =
                log.page(number(before), QueryText.of(actor), QueryText.of(action), PAGE_SIZE + 1);
        Uni<Optional<Chain>> checked = check == null
                ? Uni.createFrom().item(Optional.empty())
                : log.firstBroken().map(broken -> Optional.of(new Chain(broken)));
        return Uni.combine()
                .all()
                .unis(entries, log.actions(), checked)
                .asTuple()
                .map(found -> {
                    List<AuditLog.Entry> page = found.getItem1();
                    boolean more = page.size() > PAGE_SIZE;
                    List<AuditLog.Entry> shown = more ? page.subList(0, PAGE_SIZE) : page;
                    return Page.audit(
                            frame,
                            shown,
                            found.getItem2(),
                            QueryText.of(actor).orElse(""),
                            QueryText.of(action).orElse(""),
                            more ? Optional.of(older(shown.getLast().id(), actor, action)) : Optional.empty(),
                            found.getItem3());
                });
    }

    private static String older(long before, String actor, String action) {
        UriBuilder page = UriBuilder.fromPath(PATH).queryParam("before", before);
        QueryText.of(actor).ifPresent(each -> page.queryParam("actor", "{actor}"));
        QueryText.of(action).ifPresent(each -> page.queryParam("action", "{action}"));
        return page.buildFromMap(Map.of(
                        "actor",
                        QueryText.of(actor).orElse(""),
                        "action",
                        QueryText.of(action).orElse("")))
                .toString();
    }

    private static Optional<Long> number(String text) {
        return Optional.ofNullable(text).filter(ID.asMatchPredicate()).map(Long::valueOf);
    }
}
