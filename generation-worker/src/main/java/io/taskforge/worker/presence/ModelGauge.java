package io.taskforge.worker.presence;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.taskforge.model.system.ModelHealth;
import jakarta.inject.Singleton;

/** Whether the model can be asked, as a metric: 1, 0, or nothing (NaN) where none is used or nobody knows yet. */
@Startup
@Singleton
class ModelGauge {

    ModelGauge(MeterRegistry meters, Presence presence) {
        Gauge.builder("taskforge.model.ready", presence, each -> ready(each.model()))
                .description("Whether the model's server answers and has the model of jobs that name none.")
                .register(meters);
    }

    private static double ready(ModelHealth health) {
        return switch (health.state()) {
            case OK -> 1;
            case TROUBLE -> 0;
            case UNUSED, UNCHECKED -> Double.NaN;
        };
    }
}
