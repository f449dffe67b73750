package io.taskforge.api.admin.result;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.admin.account.SignedIn;
import io.taskforge.api.admin.page.AdminPaths;
import io.taskforge.api.admin.page.AdminRole;
import io.taskforge.api.admin.page.Frame;
import io.taskforge.api.admin.page.Frame.Section;
import io.taskforge.api.export.ExportFormat;
import io.taskforge.api.export.ExportedResult;
import io.taskforge.api.export.StoredTickets;
import io.taskforge.model.job.StoredResult;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/** What came of a job, to be read and to be taken away. */
@Path(AdminPaths.ROOT + "/jobs")
@RolesAllowed(AdminRole.NAME)
public class JobResultResource {

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        static native TemplateInstance result(Frame frame, KeptResult kept, ShownResult result);

        static native TemplateInstance noResult(Frame frame, KeptResult kept, MissingResult missing);
    }

    private final KeptResults results;
    private final SecurityIdentity identity;
    private final Vertx vertx;

    JobResultResource(KeptResults results, SecurityIdentity identity, Vertx vertx) {
        this.results = results;
        this.identity = identity;
        this.vertx = vertx;
    }

    /** The result, or the drafts that a job left which ended without one, or why there is neither. */
    @GET
    @Path("{job_id}/result")
    @Produces(MediaType.TEXT_HTML)
    public Uni<String> page(@PathParam("job_id") String jobId) {
        String admin = SignedIn.of(identity).name();
        return results.of(jobId).flatMap(kept -> aside(() -> page(kept, admin)));
    }

    private static String page(KeptResult kept, String admin) {
        if (kept.stored().isEmpty()) {
            MissingResult missing = MissingResult.of(kept);
            return Page.noResult(Frame.of(missing.title(), Section.JOBS, admin), kept, missing)
                    .render();
        }
        ShownResult shown = ShownResult.of(StoredTickets.of(kept.stored().get()), kept.spec());
        return Page.result(Frame.of(shown.title(), Section.JOBS, admin), kept, shown)
                .render();
    }

    /** As a file for other tools, in the form that is asked for. */
    @GET
    @Path("{job_id}/result/export")
    @Produces({ExportFormat.MARKDOWN_TYPE, ExportFormat.CSV_TYPE})
    public Uni<Response> export(@PathParam("job_id") String jobId, @QueryParam("format") List<String> format) {
        ExportFormat asked = ExportFormat.asked(format);
        return results.of(jobId).flatMap(kept -> {
            ExportedResult export = new ExportedResult(kept.job(), stored(kept), asked);
            return aside(() -> file(export.content(), asked.contentType(), export.fileName()));
        });
    }

    /** Byte for byte as it is stored. */
    @GET
    @Path("{job_id}/result/stored")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> stored(@PathParam("job_id") String jobId) {
        return results.of(jobId)
                .map(kept -> file(
                        stored(kept).body().getBytes(StandardCharsets.UTF_8),
                        MediaType.APPLICATION_JSON,
                        "tickets-" + kept.job() + ".json"));
    }

    private static StoredResult stored(KeptResult kept) {
        return kept.stored().orElseThrow(() -> MissingResult.of(kept).asFailure());
    }

    private static Response file(byte[] content, String type, String name) {
        return Response.ok(content, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    /** Long results take longer than other requests should wait for. */
    private <T> Uni<T> aside(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
