package io.taskforge.model.job;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Objects;

/**
 * Why a job did not complete, as its client reads it.
 *
 * @param code from the contract's list, snake_case
 * @param message what happened and what to do; at most 1,000 code points, without the specification's text
 * @param retryable whether submitting again may help
 */
@RegisterForReflection
public record JobError(String code, String message, boolean retryable) {

    /** The run met the service's own deadline. */
    public static final JobError GENERATION_TIMEOUT =
            new JobError("generation_timeout", "The run took longer than its deadline allows.", true);

    /** The run met the deadline that the request set. */
    public static final JobError BUDGET_EXHAUSTED = new JobError(
            "budget_exhausted",
            "The run took longer than options.budget.max_duration_seconds allows: allow more, or ask for fewer tickets.",
            false);

    private static final int MESSAGE_LIMIT = 1_000;

    public JobError {
        Objects.requireNonNull(code, "code");
        if (message.codePointCount(0, message.length()) > MESSAGE_LIMIT) {
            message = message.substring(0, message.offsetByCodePoints(0, MESSAGE_LIMIT - 1)) + "…";
        }
    }
}
