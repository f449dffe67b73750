package io.taskforge.api.submission;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.body.CountedBody;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;

/** The body of a submission: JSON of up to 1 MiB. */
final class RequestBody {

    static final int LIMIT = 1 << 20;

    private RequestBody() {}

    /** Fails with {@code unsupported_media_type}, {@code payload_too_large} or {@code request_timeout}. */
    static Uni<byte[]> read(RoutingContext request) {
        return CountedBody.read(request, MediaType.APPLICATION_JSON, LIMIT);
    }
}
