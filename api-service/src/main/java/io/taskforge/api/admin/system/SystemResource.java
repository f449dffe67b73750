package io.taskforge.api.admin.system;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.AdminRole;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.Frame.Section;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.model.system.QueueHistory;
import io.taskforge.model.system.WorkerPresence;
import io.taskforge.model.system.WorkerPresences;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** How the system is. */
@Path(SystemResource.PATH)
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(AdminRole.NAME)
public class SystemResource {

    static final String PATH = AdminPaths.ROOT + "/system";

    /** Several beats of {@code taskforge.presence.interval}. */
    private static final Duration SILENT = Duration.ofSeconds(45);

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        static native TemplateInstance system(
                Frame frame,
                SystemState.Now now,
                List<Worker> workers,
                Span span,
                List<Span> spans,
                List<Plot> plots,
                List<SettingsShown.Setting> settings);

        /** The part that changes from second to second. */
        static native TemplateInstance system$live(SystemState.Now now, List<Worker> workers);
    }

    /**
     * A worker and what to make of it.
     *
     * @param silent whether it has said nothing for so long that it is gone, or cannot reach the database
     */
    record Worker(WorkerPresence presence, boolean silent) {

        static Worker of(WorkerPresence presence) {
            return new Worker(presence, presence.silence().compareTo(SILENT) > 0);
        }

        /** In one word. */
        public String state() {
            if (silent) {
                return "silent";
            }
            return presence.stopping() ? "stopping" : "working";
        }
    }

    private final SystemState state;
    private final WorkerPresences presences;
    private final QueueHistory history;
    private final SettingsShown settings;
    private final SecurityIdentity identity;
    private final Clock clock;

    SystemResource(
            SystemState state,
            WorkerPresences presences,
            QueueHistory history,
            SettingsShown settings,
            SecurityIdentity identity,
            Clock clock) {
        this.state = state;
        this.presences = presences;
        this.history = history;
        this.settings = settings;
        this.identity = identity;
        this.clock = clock;
    }

    /** The page. */
    @GET
    public Uni<TemplateInstance> page(@QueryParam("span") String asked) {
        Frame frame = Frame.of("System", Section.SYSTEM, identity.getPrincipal().getName());
        Span span = Span.named(asked);
        return Uni.combine()
                .all()
                .unis(state.now(), workers(), DatabaseCall.read(history.last(span.length())))
                .asTuple()
                .map(found -> Page.system(
                        frame,
                        found.getItem1(),
                        found.getItem2(),
                        span,
                        List.of(Span.values()),
                        QueuePlots.of(found.getItem3(), span, clock.instant()),
                        settings.all()));
    }

    /** What of it changes from second to second. */
    @GET
    @Path("live")
    public Uni<TemplateInstance> live() {
        return Uni.combine()
                .all()
                .unis(state.now(), workers())
                .asTuple()
                .map(found -> Page.system$live(found.getItem1(), found.getItem2()));
    }

    private Uni<List<Worker>> workers() {
        return DatabaseCall.read(presences.all())
                .map(all -> all.stream().map(Worker::of).toList());
    }
}
