package io.taskforge.api.admin.page;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.body.CountedBody;
import io.taskforge.api.body.Form;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.vertx.ext.web.RoutingContext;

/** A form that was sent from one of our pages. */
public final class PostedForm {

    /** Some hundred names of hosts are the longest that any form of ours takes. */
    private static final int LIMIT = 64 << 10;

    private static final String TYPE = "application/x-www-form-urlencoded";

    private PostedForm() {}

    /** Fails as {@link CountedBody} does, and with {@code bad_request}. */
    public static Uni<Form> of(RoutingContext request) {
        return CountedBody.read(request, TYPE, LIMIT).map(body -> Form.parse(body)
                .orElseThrow(
                        () -> new RequestFailure(FailureCode.BAD_REQUEST, "The form cannot be read; send it again.")));
    }
}
