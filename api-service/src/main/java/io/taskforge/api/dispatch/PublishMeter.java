package io.taskforge.api.dispatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Counts and times what is published, and tells whether the broker is there. */
@Startup
@Singleton
class PublishMeter {

    private final MeterRegistry meters;
    private final Timer confirmed;
    private final Timer timedOut;
    private final Timer failed;

    PublishMeter(MeterRegistry meters) {
        this.meters = meters;
        confirmed = timer("confirmed");
        timedOut = timer("timeout");
        failed = timer("failed");
    }

    /** @param error null when the broker has confirmed */
    void published(long nanos, Throwable error) {
        Timer timer = error == null ? confirmed : error instanceof TimeoutException ? timedOut : failed;
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    void watch(OutboxRelay relay) {
        Gauge.builder("taskforge.broker.connected", relay, each -> each.brokerConfirms() ? 1 : 0)
                .description(
                        "Whether the broker is there: to the api-service, whether it confirmed what it was last given.")
                .register(meters);
    }

    private Timer timer(String outcome) {
        return Timer.builder("taskforge.publish")
                .description("Messages given to the broker, by what came of it, and how long that took.")
                .tag("outcome", outcome)
                .register(meters);
    }
}
