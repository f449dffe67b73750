package io.taskforge.api.contract;

import io.taskforge.api.job.EntityTag;
import io.taskforge.model.job.Sha256;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A text as it is served. Its hash is a strong ETag.
 *
 * @param mediaType with its parameters
 */
record PublishedFile(String text, String mediaType, String tag) {

    static PublishedFile of(String text, String mediaType) {
        return new PublishedFile(text, mediaType, "\"sha256-" + Sha256.hex(text) + "\"");
    }

    /** @param ifNoneMatch every value of the header */
    Response.ResponseBuilder answer(List<String> ifNoneMatch) {
        Response.ResponseBuilder response = EntityTag.matches(tag, ifNoneMatch)
                ? Response.notModified()
                : Response.ok(text.getBytes(StandardCharsets.UTF_8)).header(HttpHeaders.CONTENT_TYPE, mediaType);
        return response.header(HttpHeaders.ETAG, tag);
    }
}
