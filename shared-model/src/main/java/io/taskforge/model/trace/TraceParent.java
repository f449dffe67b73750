package io.taskforge.model.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A span that others hang on, in another process or at another time, as W3C's {@code traceparent} writes it. Whether the trace is
 * recorded is in it too, so that no hop of one trace decides otherwise.
 */
public record TraceParent(SpanContext span) {

    /** Of the header, and of the property of a message. */
    public static final String HEADER = "traceparent";

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    public TraceParent {
        if (!span.isValid()) {
            throw new IllegalArgumentException("no span");
        }
    }

    /** What the calling code does now; empty where nothing is traced. */
    public static Optional<TraceParent> current() {
        return of(Span.current());
    }

    /** Empty for a span of nothing, as there is where nothing is traced. */
    public static Optional<TraceParent> of(Span span) {
        return Optional.of(span.getSpanContext()).filter(SpanContext::isValid).map(TraceParent::new);
    }

    /**
     * Empty for text that is none: a broken one costs a trace and never a job.
     *
     * @param text or null
     */
    public static Optional<TraceParent> parse(String text) {
        Matcher parts = FORM.matcher(text == null ? "" : text);
        return parts.matches()
                ? Optional.of(SpanContext.createFromRemoteParent(
                                parts.group(1),
                                parts.group(2),
                                TraceFlags.fromHex(parts.group(3), 0),
                                TraceState.getDefault()))
                        .filter(SpanContext::isValid)
                        .map(TraceParent::new)
                : Optional.empty();
    }

    /** For the start of a span that hangs on this one. */
    public Context context() {
        return Context.root().with(Span.wrap(span));
    }

    /** As the header has it. */
    @Override
    public String toString() {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }
}
