package io.taskforge.api.failure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * An error as it is sent (RFC 9457).
 *
 * @param instance the path that was asked for
 * @param errors every violation; left out when there is none
 * @param job the job concerned, in its wire shape; left out when there is none
 * @param partialResultUrl where the drafts of a job without a result are; left out when there are none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        boolean retryable,
        @JsonProperty("request_id") String requestId,
        List<Violation> errors,
        ShownJob job,
        @JsonProperty("partial_result_url") String partialResultUrl) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(RequestFailure failure, String instance, String requestId) {
        FailureCode code = failure.code();
        return new Problem(
                code.type(),
                code.title(),
                code.status(),
                failure.getMessage(),
                instance,
                code.word(),
                code.retryable(),
                requestId,
                failure.violations(),
                failure.job(),
                failure.partialResultUrl());
    }
}
