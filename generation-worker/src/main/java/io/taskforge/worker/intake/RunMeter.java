package io.taskforge.worker.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.FailureOutcome;
import io.taskforge.model.ticket.Generation.EngineUsed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts and times the runs of this worker. A job that is run twice is two runs; how jobs stand is told by the api-service. */
@Startup
@Singleton
class RunMeter {

    private static final String NONE = "none";

    /** What a run came to. */
    enum Outcome {
        COMPLETED,
        /** The job has failed with it. */
        FAILED,
        /** The job is run once more. */
        RETRIED,
        CANCELLED,
        /** The worker stopped before the run was done. */
        HANDED_BACK,
        /** The lease was, and nothing was written. */
        LOST;

        static Outcome of(FailureOutcome failure) {
            return switch (failure) {
                case RETRIED -> RETRIED;
                case FAILED -> FAILED;
                case CANCELLED -> CANCELLED;
                case LOST -> LOST;
            };
        }
    }

    private final MeterRegistry meters;
    private final Timer queued;

    RunMeter(MeterRegistry meters) {
        this.meters = meters;
        this.queued = Timer.builder("taskforge.job.queued")
                .description("How long jobs could have been claimed before they were, before each of their runs.")
                .serviceLevelObjectives(seconds(1, 5, 15, 60, 300, 900, 3_600))
                .register(meters);
        for (EngineUsed engine : EngineUsed.values()) {
            runs(Outcome.COMPLETED, NONE, word(engine));
        }
        for (Outcome outcome : Outcome.values()) {
            running(outcome);
        }
    }

    /** A run begins, on this thread. */
    Measured begun(ClaimedJob job) {
        queued.record(job.dispatchable());
        return new Measured(System.nanoTime());
    }

    /** One run. It ends once. */
    final class Measured {

        private final long begun;
        private String engine = NONE;
        private boolean ended;

        private Measured(long begun) {
            this.begun = begun;
        }

        /** What drafts, or has drafted. */
        void by(EngineUsed used) {
            engine = word(used);
        }

        void ended(Outcome outcome) {
            ended(outcome, NONE);
        }

        /** @param error a code of the contract's list; nothing else may become a label */
        void ended(Outcome outcome, String error) {
            if (ended) {
                return;
            }
            ended = true;
            runs(outcome, error, engine).increment();
            running(outcome).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    private Counter runs(Outcome outcome, String error, String engine) {
        return Counter.builder("taskforge.drafts")
                .description("Runs that ended, by what came of them, the error's code and the engine.")
                .tag("outcome", word(outcome))
                .tag("error", error)
                .tag("engine", engine)
                .register(meters);
    }

    private Timer running(Outcome outcome) {
        return Timer.builder("taskforge.job.running")
                .description("How long runs took, by what came of them.")
                .tag("outcome", word(outcome))
                .serviceLevelObjectives(seconds(1, 5, 15, 60, 120, 300, 600, 1_500))
                .register(meters);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Duration[] seconds(int... bounds) {
        Duration[] durations = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            durations[i] = Duration.ofSeconds(bounds[i]);
        }
        return durations;
    }
}
