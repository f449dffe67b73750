package io.taskforge.api.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FailureTableTest {

    /** The contract's table, and what is beyond it: what HTTP itself can go wrong with. */
    private static final String TABLE = """
            malformed_request_target    400 INVALID_ARGUMENT
            malformed_json              400 INVALID_ARGUMENT
            validation_failed           400 INVALID_ARGUMENT
            unknown_field               400 INVALID_ARGUMENT
            unsupported_schema_version  400 INVALID_ARGUMENT
            idempotency_key_mismatch    400 INVALID_ARGUMENT
            model_not_allowed           400 INVALID_ARGUMENT
            callback_url_rejected       400 INVALID_ARGUMENT
            base_job_unusable           400 INVALID_ARGUMENT
            invalid_page_token          400 INVALID_ARGUMENT
            bad_request                 400 INVALID_ARGUMENT
            missing_credentials         401 UNAUTHENTICATED
            invalid_credentials         401 UNAUTHENTICATED
            insufficient_scope          403 PERMISSION_DENIED
            client_disabled             403 PERMISSION_DENIED
            not_found                   404 NOT_FOUND
            job_not_found               404 NOT_FOUND
            method_not_allowed          405 UNIMPLEMENTED
            not_acceptable              406 INVALID_ARGUMENT
            request_timeout             408 DEADLINE_EXCEEDED retryable
            result_not_ready            409 FAILED_PRECONDITION retryable
            job_failed                  409 FAILED_PRECONDITION
            job_cancelled               409 FAILED_PRECONDITION
            job_expired                 409 FAILED_PRECONDITION
            job_not_cancellable         409 FAILED_PRECONDITION
            job_not_terminal            409 FAILED_PRECONDITION retryable
            job_not_retryable           409 FAILED_PRECONDITION
            callback_not_configured     409 FAILED_PRECONDITION
            result_expired              410 NOT_FOUND
            input_purged                410 NOT_FOUND
            payload_too_large           413 INVALID_ARGUMENT
            unsupported_media_type      415 INVALID_ARGUMENT
            idempotency_key_reused      422 ALREADY_EXISTS
            rate_limited                429 RESOURCE_EXHAUSTED retryable
            active_job_limit_reached    429 RESOURCE_EXHAUSTED retryable
            internal_error              500 INTERNAL retryable
            service_unavailable         503 UNAVAILABLE retryable
            """;

    @Test
    void every_code_means_over_both_doors_what_the_contract_says() {
        String codes = Arrays.stream(FailureCode.values())
                .map(code -> "%s %d %s%s"
                        .formatted(code.word(), code.status(), status(code), code.retryable() ? " retryable" : ""))
                .collect(Collectors.joining("\n"));

        assertEquals(TABLE.strip().replaceAll(" +", " "), codes);
    }

    private static Status.Code status(FailureCode code) {
        return CallStatuses.code(code);
    }
}
