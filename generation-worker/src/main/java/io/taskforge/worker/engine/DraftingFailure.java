package io.taskforge.worker.engine;

import java.util.Objects;

/** Drafting cannot go on. The code becomes the job's {@code error.code}. */
public final class DraftingFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Codes of the contract's table of job errors that drafting can end in. */
    public enum Code {
        /** The model's server does not answer or answers with a server error; trying again later may help. */
        MODEL_UNAVAILABLE(true),
        /** The server answers and does not have the model. */
        MODEL_NOT_FOUND(false),
        /** Even the smallest unit does not fit the model's window. */
        CONTEXT_LENGTH_EXCEEDED(false),
        /** What was drafted breaks a Ticket Rule and cannot be mended, or no answer of the model could be used. */
        MODEL_OUTPUT_INVALID(true),
        /** The model's answers are broken off again and again before they hold anything. */
        MODEL_OUTPUT_TRUNCATED(true),
        /** The result of the job that this one builds on is gone, or cannot be read. */
        BASE_JOB_UNUSABLE(false),
        /** A model call, or the whole job, took longer than allowed. */
        GENERATION_TIMEOUT(true),
        /** The job's own budget of time or tokens is used up. */
        BUDGET_EXHAUSTED(false),
        /** A filter of the server withholds the model's answers. */
        CONTENT_FILTERED(false),
        /** A broken contract inside TaskForge. */
        INTERNAL_ERROR(false);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same job may succeed when it is tried again without a change. */
        public boolean retryable() {
            return retryable;
        }
    }

    private final Code code;

    public DraftingFailure(Code code, String message) {
        this(code, message, null);
    }

    public DraftingFailure(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code);
    }

    public Code code() {
        return code;
    }
}
