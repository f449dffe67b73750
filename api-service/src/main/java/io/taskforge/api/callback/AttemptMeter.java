package io.taskforge.api.callback;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.taskforge.model.job.CallbackAttempt;
import io.taskforge.model.job.CallbackAttempt.Outcome;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts and times attempts to deliver a callback. Whose they were is in the log of callbacks, not here. */
@Startup
@Singleton
class AttemptMeter {

    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);

    AttemptMeter(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("taskforge.callback.attempt")
                            .description(
                                    "Attempts to deliver a callback, by what came of them, and how long they took.")
                            .tag("outcome", outcome.word())
                            .serviceLevelObjectives(
                                    Duration.ofMillis(100),
                                    Duration.ofMillis(500),
                                    Duration.ofSeconds(2),
                                    Duration.ofSeconds(5),
                                    Duration.ofSeconds(15))
                            .register(meters));
        }
    }

    void made(CallbackAttempt attempt) {
        timers.get(attempt.outcome()).record(attempt.took());
    }
}
