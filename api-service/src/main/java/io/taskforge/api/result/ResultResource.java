package io.taskforge.api.result;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.export.ExportFormat;
import io.taskforge.api.export.ExportedResult;
import io.taskforge.api.job.EntityTag;
import io.taskforge.api.job.Flag;
import io.taskforge.api.job.JobPath;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.StoredResult;
import io.vertx.core.Vertx;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The result of a job. A stored result never changes, so its hash makes a strong ETag and clients may keep it. */
@Path("/tickets/v1/jobs")
public class ResultResource {

    private static final String CACHING = "private, max-age=3600, immutable";

    private static final MediaType MARKDOWN = MediaType.valueOf(ExportFormat.MARKDOWN_TYPE);

    private final ReadResult readResult;
    private final SecurityIdentity caller;
    private final Vertx vertx;

    ResultResource(ReadResult readResult, SecurityIdentity caller, Vertx vertx) {
        this.readResult = readResult;
        this.caller = caller;
        this.vertx = vertx;
    }

    /** The result, or what was drafted of it if that will do, or why there is none. As JSON, unless Markdown is liked better. */
    @GET
    @Path("{job_id}/result")
    @Produces({MediaType.APPLICATION_JSON, ExportFormat.MARKDOWN_TYPE})
    @PermissionsAllowed("tickets:read")
    public Uni<Response> result(
            @PathParam("job_id") String jobId,
            @QueryParam("partial") List<String> partial,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch,
            @Context HttpHeaders headers) {
        JobId id = JobPath.parse(jobId);
        boolean markdown = prefersMarkdown(headers.getAcceptableMediaTypes());
        return read(id, partial)
                .flatMap(result -> markdown
                        ? serve(new ExportedResult(id, result, ExportFormat.MARKDOWN), ifNoneMatch)
                        : Uni.createFrom().item(serve(result, ifNoneMatch)))
                .map(response ->
                        response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build());
    }

    /** The same as a file to take away, in the form that is asked for. */
    @GET
    @Path("{job_id}/result/export")
    @Produces({ExportFormat.MARKDOWN_TYPE, ExportFormat.CSV_TYPE})
    @PermissionsAllowed("tickets:read")
    public Uni<Response> export(
            @PathParam("job_id") String jobId,
            @QueryParam("format") List<String> format,
            @QueryParam("partial") List<String> partial,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        JobId id = JobPath.parse(jobId);
        ExportFormat asked = ExportFormat.asked(format);
        return read(id, partial).flatMap(result -> {
            ExportedResult export = new ExportedResult(id, result, asked);
            return serve(export, ifNoneMatch).map(response -> response.header(
                            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + export.fileName() + "\"")
                    .build());
        });
    }

    /** @param accepted the best liked first; the framework has refused who likes neither */
    private static boolean prefersMarkdown(List<MediaType> accepted) {
        for (MediaType type : accepted) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (type.isCompatible(MARKDOWN)) {
                return true;
            }
        }
        return false;
    }

    private Uni<StoredResult> read(JobId id, List<String> partial) {
        return readResult.of(CallingClient.of(caller).id(), id, Flag.of("partial", partial, false));
    }

    private static Response.ResponseBuilder serve(StoredResult result, List<String> ifNoneMatch) {
        String tag = "\"sha256-" + result.sha256() + "\"";
        return cached(
                tag,
                EntityTag.matches(tag, ifNoneMatch)
                        ? Response.notModified()
                        : Response.ok(result.body().getBytes(StandardCharsets.UTF_8), MediaType.APPLICATION_JSON_TYPE));
    }

    /** Rendered only for who does not have it already. */
    private Uni<Response.ResponseBuilder> serve(ExportedResult export, List<String> ifNoneMatch) {
        if (EntityTag.matches(export.tag(), ifNoneMatch)) {
            return Uni.createFrom().item(cached(export.tag(), Response.notModified()));
        }
        return Uni.createFrom()
                .completionStage(
                        () -> vertx.executeBlocking(export::content, false).toCompletionStage())
                .map(content -> cached(
                        export.tag(), Response.ok(content, export.format().contentType())));
    }

    private static Response.ResponseBuilder cached(String tag, Response.ResponseBuilder response) {
        return response.header(HttpHeaders.ETAG, tag).header(HttpHeaders.CACHE_CONTROL, CACHING);
    }
}
