package io.taskforge.api.callback;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.taskforge.model.job.CallbackAttempt;
import io.taskforge.model.job.DueCallback;
import io.taskforge.model.job.JobSpans;
import io.taskforge.model.trace.TraceParent;
import java.util.Optional;

/**
 * One attempt in the trace of its job, by OpenTelemetry's conventions for HTTP clients but for the URL: its path and its query may be
 * what lets somebody in at the receiver.
 */
final class AttemptSpan {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS_CODE = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<Long> RESENT = AttributeKey.longKey("http.request.resend_count");

    private final Span span;

    private AttemptSpan(Span span) {
        this.span = span;
    }

    static AttemptSpan begin(DueCallback callback) {
        return new AttemptSpan(JobSpans.of(callback.job().id(), callback.trace(), "POST callback")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(JobSpans.STATUS, callback.job().status().word())
                .setAttribute(METHOD, "POST")
                .setAttribute(RESENT, (long) callback.attemptsBefore())
                .startSpan());
    }

    void goesTo(CallbackUrl url) {
        span.setAttribute(HOST, url.host())
                .setAttribute(PORT, (long) url.port())
                .setAttribute(SCHEME, url.secure() ? "https" : "http");
    }

    /** For the request that is sent. */
    Optional<TraceParent> parent() {
        return TraceParent.of(span);
    }

    void ended(CallbackAttempt attempt) {
        if (attempt.statusCode() != null) {
            span.setAttribute(STATUS_CODE, attempt.statusCode().longValue());
        }
        if (attempt.outcome() != CallbackAttempt.Outcome.DELIVERED) {
            span.setAttribute(JobSpans.ERROR_TYPE, attempt.outcome().word()).setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    void broke(Throwable error) {
        JobSpans.end(span, error);
    }
}
