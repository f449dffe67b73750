package io.taskforge.api.sweep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts the jobs that this replica's sweeper took from a worker, or from the queue. */
@Startup
@Singleton
class SweptJobs {

    /** Why. */
    enum Reason {
        /** The worker fell silent. */
        LEASE_EXPIRED,
        /** The worker did not let go of a cancelled job. */
        CANCEL_GRACE_PASSED,
        DEADLINE_PASSED,
        /** No worker came in time. */
        QUEUE_TIME_PASSED
    }

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    SweptJobs(MeterRegistry meters) {
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("taskforge.swept.jobs")
                            .description("Jobs that the sweeper took from their worker or from the queue.")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
    }

    void swept(Reason reason, int jobs) {
        counters.get(reason).increment(jobs);
    }
}
