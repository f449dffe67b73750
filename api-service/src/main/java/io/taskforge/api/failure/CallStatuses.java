package io.taskforge.api.failure;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.QuotaFailure;
import com.google.rpc.RequestInfo;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/** Turns whatever ends a gRPC call into a {@code google.rpc.Status}. The one class that does. */
// The messages of Google's own: protobuf finds their members by name, and the framework only registers those of our
// services.
@RegisterForReflection(
        targets = {
            BadRequest.class,
            BadRequest.Builder.class,
            BadRequest.FieldViolation.class,
            BadRequest.FieldViolation.Builder.class,
            ErrorInfo.class,
            ErrorInfo.Builder.class,
            PreconditionFailure.class,
            PreconditionFailure.Builder.class,
            PreconditionFailure.Violation.class,
            PreconditionFailure.Violation.Builder.class,
            QuotaFailure.class,
            QuotaFailure.Builder.class,
            QuotaFailure.Violation.class,
            QuotaFailure.Violation.Builder.class,
            RequestInfo.class,
            RequestInfo.Builder.class,
            ResourceInfo.class,
            ResourceInfo.Builder.class,
            RetryInfo.class,
            RetryInfo.Builder.class
        })
@ApplicationScoped
class CallStatuses {

    private static final String DOMAIN = "tickets.taskforge";
    private static final String JOB = "taskforge.tickets.v1.Job";

    /** Trailers have to fit into the 8 KiB that clients take, of which base64 leaves three quarters. */
    private static final int VIOLATIONS_BYTES = 4_096;

    /** What grpc-java says of a client that sends no message, or two, and takes for an error of the server's. */
    private static final Set<String> MISCOUNTED = Set.of("Half-closed without a request", "Too many requests");

    private final Diagnosis diagnosis;
    private final Refusals refusals;

    CallStatuses(Diagnosis diagnosis, Refusals refusals) {
        this.diagnosis = diagnosis;
        this.refusals = refusals;
    }

    /**
     * @param status not OK; its cause, which never leaves this process, decides when there is one
     * @param method full name
     */
    StatusRuntimeException of(Status status, String method, String requestId) {
        Throwable cause = status.getCause();
        if (cause != null && status.getCode() == Status.Code.UNKNOWN) {
            return of(diagnosis.of(cause, method), requestId);
        }
        return switch (status.getCode()) {
            case UNIMPLEMENTED ->
                of(
                        new RequestFailure(
                                FailureCode.METHOD_NOT_ALLOWED, "This service does not offer " + method + "."),
                        requestId);
            case UNKNOWN, INTERNAL ->
                cause == null && MISCOUNTED.contains(String.valueOf(status.getDescription()))
                        ? of(
                                new RequestFailure(
                                        FailureCode.BAD_REQUEST, "An RPC of this service takes exactly one message."),
                                requestId)
                        : of(diagnosis.of(new IllegalStateException(status.toString(), cause), method), requestId);
            case OK,
                    CANCELLED,
                    INVALID_ARGUMENT,
                    DEADLINE_EXCEEDED,
                    NOT_FOUND,
                    ALREADY_EXISTS,
                    PERMISSION_DENIED,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNAVAILABLE,
                    DATA_LOSS,
                    UNAUTHENTICATED -> status.asRuntimeException();
        };
    }

    private StatusRuntimeException of(RequestFailure failure, String requestId) {
        refusals.told(failure.code());
        Status.Code code = code(failure.code());
        var status = com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage(failure.getMessage());
        add(status, reason(failure));
        if (code == Status.Code.NOT_FOUND || code == Status.Code.ALREADY_EXISTS) {
            add(status, resource(failure));
        }
        if (code == Status.Code.FAILED_PRECONDITION) {
            add(status, precondition(failure));
        }
        if (code == Status.Code.RESOURCE_EXHAUSTED) {
            add(status, quota(failure));
        }
        if (!failure.violations().isEmpty()) {
            add(status, violations(failure));
        }
        if (failure.retryAfter() != null) {
            add(status, retry(failure.retryAfter()));
        }
        add(status, RequestInfo.newBuilder().setRequestId(requestId).build());
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static void add(com.google.rpc.Status.Builder status, Message detail) {
        status.addDetails(Any.pack(detail));
    }

    static Status.Code code(FailureCode code) {
        return switch (code) {
            case MALFORMED_REQUEST_TARGET,
                    MALFORMED_JSON,
                    VALIDATION_FAILED,
                    UNKNOWN_FIELD,
                    UNSUPPORTED_SCHEMA_VERSION,
                    IDEMPOTENCY_KEY_MISMATCH,
                    BAD_REQUEST,
                    MODEL_NOT_ALLOWED,
                    CALLBACK_URL_REJECTED,
                    BASE_JOB_UNUSABLE,
                    INVALID_PAGE_TOKEN,
                    NOT_ACCEPTABLE,
                    UNSUPPORTED_MEDIA_TYPE,
                    PAYLOAD_TOO_LARGE -> Status.Code.INVALID_ARGUMENT;
            case MISSING_CREDENTIALS, INVALID_CREDENTIALS -> Status.Code.UNAUTHENTICATED;
            case INSUFFICIENT_SCOPE, CLIENT_DISABLED -> Status.Code.PERMISSION_DENIED;
            case NOT_FOUND, JOB_NOT_FOUND, RESULT_EXPIRED, INPUT_PURGED -> Status.Code.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> Status.Code.UNIMPLEMENTED;
            case REQUEST_TIMEOUT -> Status.Code.DEADLINE_EXCEEDED;
            case RESULT_NOT_READY,
                    JOB_FAILED,
                    JOB_CANCELLED,
                    JOB_EXPIRED,
                    JOB_NOT_CANCELLABLE,
                    JOB_NOT_TERMINAL,
                    JOB_NOT_RETRYABLE,
                    CALLBACK_NOT_CONFIGURED -> Status.Code.FAILED_PRECONDITION;
            case RATE_LIMITED, ACTIVE_JOB_LIMIT_REACHED -> Status.Code.RESOURCE_EXHAUSTED;
            case IDEMPOTENCY_KEY_REUSED -> Status.Code.ALREADY_EXISTS;
            case INTERNAL_ERROR -> Status.Code.INTERNAL;
            case SERVICE_UNAVAILABLE -> Status.Code.UNAVAILABLE;
        };
    }

    private static ErrorInfo reason(RequestFailure failure) {
        var info = ErrorInfo.newBuilder().setReason(failure.code().name()).setDomain(DOMAIN);
        if (failure.requiredScope() != null) {
            info.putMetadata("required_scope", failure.requiredScope());
        }
        if (failure.jobId() != null) {
            info.putMetadata("job_id", failure.jobId());
        }
        if (failure.job() != null) {
            info.putMetadata("job_status", failure.job().status());
        }
        if (failure.partialResultUrl() != null) {
            info.putMetadata("partial_result_url", failure.partialResultUrl());
        }
        if (!failure.violations().isEmpty()) {
            info.putMetadata(
                    "violation_count", Integer.toString(failure.violations().size()));
        }
        return info.build();
    }

    private static ResourceInfo resource(RequestFailure failure) {
        var resource = ResourceInfo.newBuilder().setResourceType(JOB).setDescription(failure.getMessage());
        if (failure.jobId() != null) {
            resource.setResourceName(failure.jobId());
        }
        return resource.build();
    }

    private static PreconditionFailure precondition(RequestFailure failure) {
        var violation =
                PreconditionFailure.Violation.newBuilder().setType("STATUS").setDescription(failure.getMessage());
        if (failure.jobId() != null) {
            violation.setSubject(failure.jobId());
        }
        return PreconditionFailure.newBuilder().addViolations(violation).build();
    }

    private static QuotaFailure quota(RequestFailure failure) {
        return QuotaFailure.newBuilder()
                .addViolations(
                        QuotaFailure.Violation.newBuilder().setSubject("client").setDescription(failure.getMessage()))
                .build();
    }

    /** As many as fit; the count in the reason's metadata says how many there are. */
    private static BadRequest violations(RequestFailure failure) {
        var all = BadRequest.newBuilder();
        int bytes = 0;
        for (Violation violation : failure.violations()) {
            var told = BadRequest.FieldViolation.newBuilder()
                    .setField(field(violation.pointer()))
                    .setDescription(violation.detail())
                    .setReason(violation.code().name())
                    .build();
            bytes += told.getSerializedSize();
            if (bytes > VIOLATIONS_BYTES) {
                break;
            }
            all.addFieldViolations(told);
        }
        return all.build();
    }

    /** A JSON Pointer as protobuf writes paths: {@code options.allowed_labels[2]}. */
    static String field(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String step : pointer.split("/", -1)) {
            if (!step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9')) {
                path.append('[').append(step).append(']');
            } else if (!step.isEmpty()) {
                path.append(path.isEmpty() ? "" : ".")
                        .append(step.replace("~1", "/").replace("~0", "~"));
            }
        }
        return path.toString();
    }

    private static RetryInfo retry(Duration pause) {
        return RetryInfo.newBuilder()
                .setRetryDelay(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(pause.toSeconds())
                        .setNanos(pause.toNanosPart()))
                .build();
    }
}
