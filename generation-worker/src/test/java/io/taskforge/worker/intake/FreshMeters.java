package io.taskforge.worker.intake;

import io.micrometer.core.instrument.Metrics;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** One process runs one service, except in tests: the meters of one that has ended must not speak for the next. */
@ApplicationScoped
class FreshMeters {

    void forget(@Observes ShutdownEvent stop) {
        Metrics.globalRegistry.clear();
    }
}
