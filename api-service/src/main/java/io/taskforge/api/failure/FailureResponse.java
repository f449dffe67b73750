package io.taskforge.api.failure;

import jakarta.ws.rs.core.Response;

/** An answer with the status of a failure and a body of one's own: a form that is shown again with what is wrong in it. */
public final class FailureResponse {

    private FailureResponse() {}

    public static Response.ResponseBuilder of(FailureCode code) {
        return Response.status(code.status());
    }
}
