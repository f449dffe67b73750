package io.taskforge.api.failure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Ends a request with an error. Carries all that the client is told, and nothing that it is not.
 *
 * <p>Without a stack trace: it is an answer, thrown where the framework leaves no other way to give it.
 */
public final class RequestFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final transient List<Violation> violations;
    private final transient ShownJob job;
    private final String jobId;
    private final Duration retryAfter;
    private final String requiredScope;
    private final String partialResultUrl;

    private RequestFailure(
            FailureCode code,
            String detail,
            List<Violation> violations,
            ShownJob job,
            String jobId,
            Duration retryAfter,
            String requiredScope,
            String partialResultUrl) {
        super(Objects.requireNonNull(detail, "detail"), null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.job = job;
        this.jobId = jobId;
        this.retryAfter = retryAfter;
        this.requiredScope = requiredScope;
        this.partialResultUrl = partialResultUrl;
    }

    /** @param detail one or two sentences for the client: what is wrong and what to do; no value of a specification or key */
    public RequestFailure(FailureCode code, String detail) {
        this(code, detail, List.of(), null, null, null, null, null);
    }

    /** A request that breaks these rules. */
    public static RequestFailure invalid(FailureCode code, List<Violation> violations) {
        String detail = violations.size() == 1 ? "1 field is not valid." : violations.size() + " fields are not valid.";
        return new RequestFailure(code, detail, violations, null, null, null, null, null);
    }

    /** @param detail as of every failure */
    public static RequestFailure invalid(FailureCode code, String detail, List<Violation> violations) {
        return new RequestFailure(code, detail, violations, null, null, null, null, null);
    }

    /** @param required the scope that the key lacks, as on the wire */
    public static RequestFailure scopeMissing(String required) {
        return new RequestFailure(
                FailureCode.INSUFFICIENT_SCOPE,
                "This needs an API key with the scope " + required + ".",
                List.of(),
                null,
                null,
                null,
                required,
                null);
    }

    /** Nobody is named: no key was shown. */
    public static RequestFailure missingCredentials() {
        return new RequestFailure(
                FailureCode.MISSING_CREDENTIALS, "Send an API key as 'Authorization: Bearer <api_key>'.");
    }

    /** One text for every reason, so that a stolen key's state cannot be probed. */
    public static RequestFailure invalidCredentials() {
        return new RequestFailure(
                FailureCode.INVALID_CREDENTIALS,
                "The API key or access token is not known, has expired or was revoked; get a new one.");
    }

    /** For what has no rule that says who may: it is denied to all. */
    public static RequestFailure denied() {
        return new RequestFailure(FailureCode.INSUFFICIENT_SCOPE, "No API key allows this.");
    }

    /** Shows the job that stands in the way. */
    public RequestFailure withJob(ShownJob shown) {
        return new RequestFailure(
                code, getMessage(), violations, shown, shown.jobId(), retryAfter, requiredScope, partialResultUrl);
    }

    /** Names the job that was asked for and is not to be had. */
    public RequestFailure aboutJob(String id) {
        return new RequestFailure(code, getMessage(), violations, job, id, retryAfter, requiredScope, partialResultUrl);
    }

    /** Says when asking again makes sense; at least a second. */
    public RequestFailure retryAfter(Duration delay) {
        return new RequestFailure(code, getMessage(), violations, job, jobId, delay, requiredScope, partialResultUrl);
    }

    /** Says where the drafts of a job without a result are. */
    public RequestFailure partialResultAt(String url) {
        return new RequestFailure(code, getMessage(), violations, job, jobId, retryAfter, requiredScope, url);
    }

    public FailureCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    ShownJob job() {
        return job;
    }

    /** Null when no job is concerned, or none that could exist. */
    String jobId() {
        return jobId;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    String requiredScope() {
        return requiredScope;
    }

    /** Null when there are no drafts. */
    String partialResultUrl() {
        return partialResultUrl;
    }
}
