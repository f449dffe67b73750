package io.taskforge.api.contract;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The API as pages to read. For everyone: they say nothing of anybody, and take no input. */
@Singleton
@Path("/docs")
public class DocsResource {

    static final String STYLE = "/docs/style.css";

    private static final String TEXT_CSS = "text/css";

    /** Nothing but our own style sheet: no script, no form, no frame, and nothing of anybody else's. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final DocsPages pages;
    private final PublishedFile style =
            PublishedFile.of(ContractFile.text("/contract/style.css"), "text/css;charset=UTF-8");

    DocsResource(DocsPages pages) {
        this.pages = pages;
    }

    /** What there is to read. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @PermitAll
    public Response index(@HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return answer(pages.index(), ifNoneMatch);
    }

    /** How to use the tickets API. */
    @GET
    @Path("tickets")
    @Produces(MediaType.TEXT_HTML)
    @PermitAll
    public Response tickets(@HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return answer(pages.tickets(), ifNoneMatch);
    }

    /** What each error code means; the code is the anchor, so that a problem's {@code type} leads to it. */
    @GET
    @Path("errors")
    @Produces(MediaType.TEXT_HTML)
    @PermitAll
    public Response errors(@HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return answer(pages.errors(), ifNoneMatch);
    }

    /** How the pages look. */
    @GET
    @Path("style.css")
    @Produces(TEXT_CSS)
    @PermitAll
    public Response style(@HeaderParam(HttpHeaders.IF_NONE_MATCH) List<String> ifNoneMatch) {
        return answer(style, ifNoneMatch);
    }

    private static Response answer(PublishedFile file, List<String> ifNoneMatch) {
        return file.answer(ifNoneMatch)
                .header(HttpHeaders.CACHE_CONTROL, PublishedResource.CACHING)
                .header("Content-Security-Policy", POLICY)
                .build();
    }
}
