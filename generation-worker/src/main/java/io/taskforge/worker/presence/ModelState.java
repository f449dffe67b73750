package io.taskforge.worker.presence;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how it is with the model, and never more than that: no request is sent here because of it, jobs wait for a model by their own
 * budget, and a roll-out that mends it must not be held up by it. What the trouble is, operators read on the page of the system.
 */
@Readiness
@ApplicationScoped
public class ModelState implements HealthCheck {

    private final Presence presence;

    ModelState(Presence presence) {
        this.presence = presence;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("model")
                .up()
                .withData("state", presence.model().state().word())
                .build();
    }
}
