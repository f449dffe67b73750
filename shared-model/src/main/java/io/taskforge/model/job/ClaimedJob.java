package io.taskforge.model.job;

import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.trace.TraceParent;
import java.time.Duration;
import java.util.Optional;

/**
 * A job that this worker now runs.
 *
 * @param attempt 1 for the first run
 * @param queued from submission to this claim, by the database's clock
 * @param dispatchable for how long a worker could have had it, by the same clock: since submission, or since its last run let go and
 *     its backoff was over
 * @param base the job that it builds on; its result may be gone by now
 * @param trace the span that what follows hangs on: as it was claimed, that of the request that submitted it
 */
public record ClaimedJob(
        Lease lease,
        int attempt,
        TicketSpec spec,
        Duration queued,
        Duration dispatchable,
        Optional<JobId> base,
        Optional<TraceParent> trace) {

    /** The same, where what follows hangs on another span. */
    public ClaimedJob under(Optional<TraceParent> span) {
        return new ClaimedJob(lease, attempt, spec, queued, dispatchable, base, span);
    }

    /** Whether the request itself says how long a run may take, and not the service. */
    public boolean hasOwnDeadline() {
        var budget = spec.options().budget();
        return budget != null && budget.maxDurationSeconds() != null;
    }
}
