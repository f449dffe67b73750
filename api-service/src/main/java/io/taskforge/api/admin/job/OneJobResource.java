package io.taskforge.api.admin.job;

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
import io.taskforge.api.admin.page.Notice;
import io.taskforge.api.admin.page.PostedForm;
import io.taskforge.api.contract.JobErrorNote;
import io.taskforge.model.job.JobId;
import io.vertx.ext.web.RoutingContext;
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
import java.util.UUID;

/** One job: how it stands, what happened to it, and what can be done to it. */
@Path(JobLinks.LIST)
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(AdminRole.NAME)
public class OneJobResource {

    /** {@code templates/admin}. */
    @CheckedTemplate(basePath = "admin")
    static class Page {

        private Page() {}

        /**
         * @param errorsPage where every error is explained
         * @param retryKey under which a new job of the same request is made, once however often the form is sent
         * @param late whether what follows is put in the place of what stands there
         */
        static native TemplateInstance job(Frame frame, OneJob one, String errorsPage, String retryKey, boolean late);

        /** @param changed whether the rest of the page has changed, too, and comes along */
        static native TemplateInstance jobLive(
                OneJob one, String errorsPage, String retryKey, boolean late, boolean changed);

        static native TemplateInstance jobErase(Frame frame, OneJob one);
    }

    private final ReadOneJob read;
    private final JobActions actions;
    private final AuditLog audit;
    private final SecurityIdentity identity;

    OneJobResource(ReadOneJob read, JobActions actions, AuditLog audit, SecurityIdentity identity) {
        this.read = read;
        this.actions = actions;
        this.audit = audit;
        this.identity = identity;
    }

    /** All of it. */
    @GET
    @Path("{job_id}")
    public Uni<TemplateInstance> page(@PathParam("job_id") String id, @QueryParam("done") String done) {
        return read.of(ReadOneJob.parse(id))
                .map(one -> Page.job(
                        frame(one.heading())
                                .telling(Notice.named(Told.class, done).map(Told::words)),
                        one,
                        JobErrorNote.PAGE,
                        freshKey(),
                        false));
    }

    /** What has changed since; nothing when it stands as it did. */
    @GET
    @Path("{job_id}/live")
    public Uni<Response> live(
            @PathParam("job_id") String id, @QueryParam("now") String now, @QueryParam("story") String story) {
        return read.withoutAnswers(ReadOneJob.parse(id)).map(one -> {
            boolean changed = !one.story().equals(story);
            return !changed && one.now().equals(now)
                    ? Response.noContent().build()
                    : Response.ok(Page.jobLive(one, JobErrorNote.PAGE, freshKey(), true, changed))
                            .build();
        });
    }

    /** What erasing takes and what it leaves, before anything is done. */
    @GET
    @Path("{job_id}/erase")
    public Uni<TemplateInstance> confirm(@PathParam("job_id") String id) {
        return read.of(ReadOneJob.parse(id)).map(one -> Page.jobErase(frame("Erase a job"), one));
    }

    /** At once, for good. */
    @POST
    @Path("{job_id}/erase")
    public Uni<Response> erase(@PathParam("job_id") String id, @Context RoutingContext request) {
        JobId job = ReadOneJob.parse(id);
        return actions.erased(job, SignedIn.of(identity).in(request)).map(told -> seen(job, told));
    }

    /** On behalf of its client. */
    @POST
    @Path("{job_id}/cancel")
    public Uni<Response> cancel(@PathParam("job_id") String id, @Context RoutingContext request) {
        JobId job = ReadOneJob.parse(id);
        return read.owner(job)
                .call(client -> logged("job_cancel_requested", job, request))
                .flatMap(client -> actions.cancelled(client, job))
                .map(told -> seen(job, told));
    }

    /** A new job of the same request, on behalf of its client. */
    @POST
    @Path("{job_id}/retry")
    public Uni<Response> retry(@PathParam("job_id") String id, @Context RoutingContext request) {
        JobId job = ReadOneJob.parse(id);
        return PostedForm.of(request)
                .map(form -> form.value("key").filter(OneJobResource::ours).orElseGet(OneJobResource::freshKey))
                .flatMap(key -> read.owner(job)
                        .call(client -> logged("job_retry_requested", job, request))
                        .flatMap(client -> actions.repeated(client, job, key)))
                .map(repeated -> seen(repeated.job(), repeated.told()));
    }

    /** Tells its receiver again, on behalf of its client. */
    @POST
    @Path("{job_id}/redeliver")
    public Uni<Response> redeliver(@PathParam("job_id") String id, @Context RoutingContext request) {
        JobId job = ReadOneJob.parse(id);
        return read.owner(job)
                .call(client -> logged("callback_redelivery_requested", job, request))
                .flatMap(client -> actions.redelivered(client, job))
                .map(told -> seen(job, told));
    }

    /** Before it is done: what it does goes its own way to the database. */
    private Uni<Void> logged(String action, JobId job, RoutingContext request) {
        return audit.append(SignedIn.of(identity).in(request), AuditEvent.of(action, job.toString()));
    }

    private Frame frame(String title) {
        return Frame.of(title, Section.JOBS, SignedIn.of(identity).name());
    }

    private static String freshKey() {
        return UUID.randomUUID().toString();
    }

    private static boolean ours(String key) {
        return JobId.parse(key).isPresent();
    }

    private static Response seen(JobId job, Told told) {
        return Response.seeOther(URI.create(JobLinks.page(job) + "?done=" + told.word()))
                .build();
    }
}
