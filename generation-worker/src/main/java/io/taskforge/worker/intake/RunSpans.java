package io.taskforge.worker.intake;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.FailureOutcome;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobSpans;
import io.taskforge.worker.lease.StopReason;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A run in its job's trace: from its start to its end, what it came through, and the storing of its result. */
final class RunSpans {

    private static final AttributeKey<Long> TICKETS = AttributeKey.longKey("taskforge.tickets");
    private static final AttributeKey<Boolean> STORED = AttributeKey.booleanKey("taskforge.result.stored");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("taskforge.run.outcome");

    private RunSpans() {}

    static Span run(ClaimedJob job) {
        return JobSpans.of(job.lease().jobId(), job.trace(), "run")
                .setAttribute(JobSpans.ATTEMPT, (long) job.attempt())
                .startSpan();
    }

    /** On the run's thread. */
    static void progressed(JobProgress progress) {
        Span.current().addEvent(progress.phase().word());
    }

    /** @return whether the result was stored */
    static boolean completing(BooleanSupplier storing, int tickets) {
        Span span =
                JobSpans.named("complete").setAttribute(TICKETS, (long) tickets).startSpan();
        try (Scope current = span.makeCurrent()) {
            boolean stored = storing.getAsBoolean();
            span.setAttribute(STORED, stored);
            span.end();
            return stored;
        } catch (RuntimeException e) {
            JobSpans.end(span, e);
            throw e;
        }
    }

    /** Interrupted is not failed: no error. */
    static void stopped(StopReason why) {
        Span.current().setAttribute(OUTCOME, why.name().toLowerCase(Locale.ROOT));
    }

    /** By its code: the words may quote what a model wrote. */
    static void failed(JobError error, FailureOutcome outcome) {
        Span.current()
                .setAttribute(JobSpans.ERROR_TYPE, error.code())
                .setAttribute(OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
                .setStatus(StatusCode.ERROR);
    }
}
