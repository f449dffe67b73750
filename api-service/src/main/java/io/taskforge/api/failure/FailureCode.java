package io.taskforge.api.failure;

import java.util.Locale;

/** Every error that a request can meet. The words are part of the contract: a code is never renamed, and never changes its meaning. */
public enum FailureCode {
    MALFORMED_REQUEST_TARGET(400, "The request target is not acceptable.", false),
    MALFORMED_JSON(400, "The body is not JSON.", false),
    VALIDATION_FAILED(400, "The request is not valid.", false),
    UNKNOWN_FIELD(400, "The request has members that are not known.", false),
    UNSUPPORTED_SCHEMA_VERSION(400, "The schema version is not supported.", false),
    IDEMPOTENCY_KEY_MISMATCH(400, "Header and body name different idempotency keys.", false),
    MODEL_NOT_ALLOWED(400, "The model is not offered.", false),
    CALLBACK_URL_REJECTED(400, "The callback URL is not acceptable.", false),
    BASE_JOB_UNUSABLE(400, "The base job cannot be built on.", false),
    INVALID_PAGE_TOKEN(400, "The page token is not valid here.", false),
    BAD_REQUEST(400, "The request cannot be understood.", false),
    MISSING_CREDENTIALS(401, "An API key is required.", false),
    INVALID_CREDENTIALS(401, "The API key or access token is not valid.", false),
    INSUFFICIENT_SCOPE(403, "The API key does not allow this.", false),
    CLIENT_DISABLED(403, "The client is disabled.", false),
    NOT_FOUND(404, "There is nothing here.", false),
    JOB_NOT_FOUND(404, "There is no such job.", false),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here.", false),
    NOT_ACCEPTABLE(406, "No representation is acceptable.", false),
    REQUEST_TIMEOUT(408, "The request took too long to arrive.", true),
    RESULT_NOT_READY(409, "The result is not ready.", true),
    JOB_FAILED(409, "The job failed.", false),
    JOB_CANCELLED(409, "The job was cancelled.", false),
    JOB_EXPIRED(409, "The job expired.", false),
    JOB_NOT_CANCELLABLE(409, "The job cannot be cancelled any more.", false),
    JOB_NOT_TERMINAL(409, "The job has not ended.", true),
    JOB_NOT_RETRYABLE(409, "The job does not need to be run again.", false),
    CALLBACK_NOT_CONFIGURED(409, "The job has no callback.", false),
    RESULT_EXPIRED(410, "The result is no longer kept.", false),
    INPUT_PURGED(410, "The specification is no longer kept.", false),
    PAYLOAD_TOO_LARGE(413, "The body is too large.", false),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported.", false),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request.", false),
    RATE_LIMITED(429, "Too many requests.", true),
    ACTIVE_JOB_LIMIT_REACHED(429, "Too many jobs wait or run.", true),
    INTERNAL_ERROR(500, "Something went wrong here.", true),
    SERVICE_UNAVAILABLE(503, "The service cannot answer at the moment.", true);

    private final int status;
    private final String title;
    private final boolean retryable;

    FailureCode(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    /** As on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where people can read about it; a problem's {@code type}. */
    String type() {
        return "/docs/errors#" + word();
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** Whether the same request may succeed later. */
    boolean retryable() {
        return retryable;
    }
}
