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
    private final transient Object job;
    private final Duration retryAfter;
    private final String requiredScope;

    private RequestFailure(
            FailureCode code,
            String detail,
            List<Violation> violations,
            Object job,
            Duration retryAfter,
            String requiredScope) {
        super(Objects.requireNonNull(detail, "detail"), null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.job = job;
        this.retryAfter = retryAfter;
        this.requiredScope = requiredScope;
    }

    /** @param detail one or two sentences for the client: what is wrong and what to do; no value of a specification or key */
    public RequestFailure(FailureCode code, String detail) {
        this(code, detail, List.of(), null, null, null);
    }

    /** A request that breaks these rules. */
    public static RequestFailure invalid(FailureCode code, List<Violation> violations) {
        String detail = violations.size() == 1 ? "1 field is not valid." : violations.size() + " fields are not valid.";
        return new RequestFailure(code, detail, violations, null, null, null);
    }

    /** @param detail as of every failure */
    public static RequestFailure invalid(FailureCode code, String detail, List<Violation> violations) {
        return new RequestFailure(code, detail, violations, null, null, null);
    }

    /** @param required the scope that the key lacks, as on the wire */
    public static RequestFailure scopeMissing(String required) {
        return new RequestFailure(
                FailureCode.INSUFFICIENT_SCOPE,
                "This needs an API key with the scope " + required + ".",
                List.of(),
                null,
                null,
                required);
    }

    /** Shows the job that stands in the way, in its wire shape. */
    public RequestFailure withJob(Object shownJob) {
        return new RequestFailure(code, getMessage(), violations, shownJob, retryAfter, requiredScope);
    }

    /** Says when asking again makes sense; at least a second. */
    public RequestFailure retryAfter(Duration delay) {
        return new RequestFailure(code, getMessage(), violations, job, delay, requiredScope);
    }

    public FailureCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    Object job() {
        return job;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    String requiredScope() {
        return requiredScope;
    }
}
