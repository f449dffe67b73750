package io.taskforge.api.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells how it is with the broker, and never more than that: without one, jobs wait in the outbox and requests are answered. */
@Readiness
@ApplicationScoped
class BrokerState implements HealthCheck {

    private final OutboxRelay relay;

    BrokerState(OutboxRelay relay) {
        this.relay = relay;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker")
                .up()
                .withData("state", relay.brokerConfirms() ? "confirms" : "away")
                .build();
    }
}
