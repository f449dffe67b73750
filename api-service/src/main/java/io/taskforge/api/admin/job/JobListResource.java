package io.taskforge.api.admin.job;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.account.SignedIn;
import io.taskforge.api.admin.page.AdminRole;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.Frame.Section;
import io.taskforge.api.contract.JobErrorNote;
import io.taskforge.model.job.JobId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** All clients' jobs, newest first, and how the queue stands. */
@Path(JobLinks.LIST)
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(AdminRole.NAME)
public class JobListResource {

    private static final String FIRST_REQUEST = """
            curl %s/tickets/v1/jobs \\
              -H 'Authorization: Bearer YOUR_API_KEY' -H 'Content-Type: application/json' \\
              -d '{"schema_version": "tickets.input.v1", "idempotency_key": "first-1", "title": "Ledger", "spec": "The ledger must balance."}'""";

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        /**
         * @param errors that the filter offers
         * @param request that submits a job, to be typed
         * @param clientsPage where keys are made
         */
        static native TemplateInstance jobs(
                Frame frame, JobListView view, List<JobErrorNote> errors, String request, String clientsPage);

        static native TemplateInstance jobRows(JobListView.Rows rows);

        static native TemplateInstance jobSummary(JobListView.Summary summary);
    }

    private final AdminJobs jobs;
    private final SecurityIdentity identity;
    private final String request;

    JobListResource(
            AdminJobs jobs,
            SecurityIdentity identity,
            @ConfigProperty(name = "taskforge.public-base-url") String baseUrl) {
        this.jobs = jobs;
        this.identity = identity;
        this.request = FIRST_REQUEST.formatted(baseUrl.replaceAll("/+$", ""));
    }

    /** One page of those that fit. */
    @GET
    public Uni<TemplateInstance> list(
            @QueryParam("status") List<String> statuses,
            @QueryParam("client") String client,
            @QueryParam("error") String error,
            @QueryParam("q") String text,
            @QueryParam("before") String before) {
        AskedJobs asked = AskedJobs.of(statuses, client, error, text, before);
        String admin = SignedIn.of(identity).name();
        return jobs.page(asked).flatMap(found -> Uni.combine()
                .all()
                .unis(
                        jobs.glance(Optional.empty()),
                        jobs.clients(),
                        found.jobs().isEmpty() ? jobs.any() : Uni.createFrom().item(true))
                .asTuple()
                .map(read -> Page.jobs(
                        Frame.of("Jobs", Section.JOBS, admin),
                        new JobListView(asked, found, read.getItem1(), read.getItem2(), read.getItem3()),
                        JobErrorNote.all(),
                        request,
                        Section.CLIENTS.path())));
    }

    /** The rows that the reader looks at, as they stand now; nothing when they stand as they did. */
    @GET
    @Path("rows")
    public Uni<Response> rows(@QueryParam("id") List<String> ids, @QueryParam("seen") String seen) {
        List<JobId> known = ids.stream()
                .limit(AdminJobs.PAGE_SIZE)
                .flatMap(id -> JobId.parse(id).stream())
                .toList();
        return jobs.rows(known)
                .map(JobListView.Rows::of)
                .map(rows -> rows.live() && rows.seen().equals(seen)
                        ? Response.noContent().build()
                        : Response.ok(Page.jobRows(rows)).build());
    }

    /** How the queue stands now. */
    @GET
    @Path("summary")
    public Uni<TemplateInstance> summary(@QueryParam("newest") String newest) {
        Optional<JobId> known = Optional.ofNullable(newest).flatMap(JobId::parse);
        return jobs.glance(known)
                .map(glance -> Page.jobSummary(new JobListView.Summary(glance, known, glance.active())));
    }
}
