package io.taskforge.api.failure;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A failure as documents about the API tell of it.
 *
 * @param code as on the wire
 * @param type of the problem: where people can read about it
 * @param status of the answer over HTTP
 * @param retryable whether the same request may succeed later
 * @param grpcStatus of the call over gRPC, by name
 * @param header that always comes with it, besides those of every answer
 */
public record DocumentedFailure(
        String code,
        String type,
        int status,
        String title,
        boolean retryable,
        String grpcStatus,
        Optional<String> header) {

    private static final Map<FailureCode, String> HEADERS = Map.of(
            FailureCode.MISSING_CREDENTIALS, HttpHeaders.WWW_AUTHENTICATE,
            FailureCode.INVALID_CREDENTIALS, HttpHeaders.WWW_AUTHENTICATE,
            FailureCode.INSUFFICIENT_SCOPE, HttpHeaders.WWW_AUTHENTICATE,
            FailureCode.METHOD_NOT_ALLOWED, HttpHeaders.ALLOW,
            FailureCode.RESULT_NOT_READY, HttpHeaders.RETRY_AFTER,
            FailureCode.JOB_NOT_TERMINAL, HttpHeaders.RETRY_AFTER,
            FailureCode.RATE_LIMITED, HttpHeaders.RETRY_AFTER,
            FailureCode.ACTIVE_JOB_LIMIT_REACHED, HttpHeaders.RETRY_AFTER,
            FailureCode.SERVICE_UNAVAILABLE, HttpHeaders.RETRY_AFTER);

    private static final List<DocumentedFailure> ALL =
            Arrays.stream(FailureCode.values()).map(DocumentedFailure::of).toList();

    /** Every failure that there is, by status. */
    public static List<DocumentedFailure> all() {
        return ALL;
    }

    private static DocumentedFailure of(FailureCode code) {
        return new DocumentedFailure(
                code.word(),
                code.type(),
                code.status(),
                code.title(),
                code.retryable(),
                CallStatuses.code(code).name(),
                Optional.ofNullable(HEADERS.get(code)));
    }
}
