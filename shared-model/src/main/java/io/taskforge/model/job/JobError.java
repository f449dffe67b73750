package io.taskforge.model.job;

import java.util.Objects;

/**
 * Why a job did not complete, as its client reads it.
 *
 * @param code from the contract's list, snake_case
 * @param message what happened and what to do; at most 1,000 code points, without the specification's text
 * @param retryable whether submitting again may help
 */
public record JobError(String code, String message, boolean retryable) {

    private static final int MESSAGE_LIMIT = 1_000;

    public JobError {
        Objects.requireNonNull(code, "code");
        if (message.codePointCount(0, message.length()) > MESSAGE_LIMIT) {
            message = message.substring(0, message.offsetByCodePoints(0, MESSAGE_LIMIT - 1)) + "…";
        }
    }
}
