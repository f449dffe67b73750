package io.taskforge.api.trace;

import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The share of traces that is recorded. Whoever comes with a trace has decided already, but for probes. */
class TraceSampling {

    private TraceSampling() {}

    @Produces
    @Singleton
    static Sampler sampler(@ConfigProperty(name = "quarkus.otel.traces.sampler.arg", defaultValue = "1") double ratio) {
        return new WithoutProbes(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)));
    }
}
