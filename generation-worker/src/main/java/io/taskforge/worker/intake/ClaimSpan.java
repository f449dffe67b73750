package io.taskforge.worker.intake;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.taskforge.model.broker.BrokerSpans;
import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.JobSpans;
import io.taskforge.model.trace.TraceParent;

/**
 * That this worker took a job, in the job's trace. Of its own, apart from the run that hangs on it: it is told at once, so that a run whose
 * worker dies is seen to have begun.
 */
final class ClaimSpan implements AutoCloseable {

    private static final AttributeKey<String> WORKER = AttributeKey.stringKey("taskforge.worker");
    private static final AttributeKey<Long> WAITED_MS = AttributeKey.longKey("taskforge.job.dispatchable_ms");

    private final ClaimedJob job;
    private final Span span;

    private ClaimSpan(ClaimedJob job, String worker, SpanBuilder claim) {
        this.job = job;
        span = claim.setAttribute(JobSpans.ATTEMPT, (long) job.attempt())
                .setAttribute(WORKER, worker)
                .setAttribute(WAITED_MS, job.dispatchable().toMillis())
                .startSpan();
    }

    /** A ring led to it; open until that is answered. */
    static ClaimSpan rung(ClaimedJob job, String worker, Ring ring) {
        return new ClaimSpan(job, worker, BrokerSpans.process(job.lease().jobId(), job.trace(), ring.publish()));
    }

    /** The worker came upon it by itself. */
    static ClaimedJob looked(ClaimedJob job, String worker) {
        try (var claim = new ClaimSpan(job, worker, JobSpans.of(job.lease().jobId(), job.trace(), "claim"))) {
            return claim.job();
        }
    }

    /** What was claimed, whose run hangs on this. */
    ClaimedJob job() {
        return job.under(TraceParent.of(span).or(job::trace));
    }

    @Override
    public void close() {
        span.end();
    }
}
