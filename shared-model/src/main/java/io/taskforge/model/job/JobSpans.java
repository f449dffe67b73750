package io.taskforge.model.job;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.taskforge.model.trace.TraceParent;
import io.taskforge.model.trace.Tracing;
import java.util.Optional;

/**
 * Begins the spans of a job's trace that are not a request's. Each hangs on the span that its job's row names, or on one that does.
 * Attributes hold ids, numbers and codes, and never what a client wrote.
 */
public final class JobSpans {

    public static final AttributeKey<String> JOB_ID = AttributeKey.stringKey("taskforge.job.id");
    public static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("taskforge.job.attempt");
    public static final AttributeKey<String> STATUS = AttributeKey.stringKey("taskforge.job.status");

    /** OpenTelemetry's name for the kind of an error, or its code. */
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private JobSpans() {}

    /** @param parent empty for a job that was submitted untraced: the span then begins a trace of its own */
    public static SpanBuilder of(JobId job, Optional<TraceParent> parent, String name) {
        return named(name)
                .setParent(parent.map(TraceParent::context).orElseGet(Context::root))
                .setAttribute(JOB_ID, job.toString());
    }

    /** A span below the current one. */
    public static SpanBuilder named(String name) {
        return Tracing.tracer().spanBuilder(name);
    }

    /** @param error null for none; only its kind is kept, because its words may be a client's */
    public static void end(Span span, Throwable error) {
        if (error != null) {
            span.setAttribute(ERROR_TYPE, error.getClass().getName()).setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** Something that takes no time of its own, but that a trace without it could not explain. */
    static void happened(SpanBuilder what) {
        Span span = what.startSpan();
        span.end();
    }
}
