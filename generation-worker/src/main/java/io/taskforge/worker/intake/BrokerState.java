package io.taskforge.worker.intake;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells how it is with the broker, and never more than that: without one the worker looks for jobs itself, and is ready. */
@Readiness
@ApplicationScoped
public class BrokerState implements HealthCheck {

    private final DoorBell bell;
    private final Intake intake;

    BrokerState(DoorBell bell, Intake intake) {
        this.bell = bell;
        this.intake = intake;
    }

    @Override
    public HealthCheckResponse call() {
        Intake.Rings rings = intake.rings();
        return HealthCheckResponse.named("broker")
                .up()
                .withData("state", bell.listening() ? "listening" : "away")
                .withData("rings_answered", rings.answered())
                .withData("rings_idle", rings.idle())
                .withData("rings_lost", rings.lost())
                .withData("messages_foreign", rings.foreign())
                .build();
    }
}
