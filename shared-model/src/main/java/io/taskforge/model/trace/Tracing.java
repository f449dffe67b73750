package io.taskforge.model.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether this process traces. OpenTelemetry's SDK, when it is disabled, makes spans all the same, with ids that others would take for a
 * trace: so it is not asked then, nor where it was never started.
 */
@ApplicationScoped
public class Tracing {

    private static final int FIRST = 1;

    private static volatile boolean on;

    void start(
            @Observes @Priority(FIRST) StartupEvent start,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
        switchTo(!disabled);
    }

    private static void switchTo(boolean traces) {
        on = traces;
    }

    /** Of this product; one that does nothing where nothing is traced. */
    public static Tracer tracer() {
        return on
                ? GlobalOpenTelemetry.getTracer("io.taskforge")
                : TracerProvider.noop().get("io.taskforge");
    }
}
