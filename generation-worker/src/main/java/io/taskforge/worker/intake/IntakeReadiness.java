package io.taskforge.worker.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while this worker looks for jobs and minds its slots; whether the database gives it any is another's to say. */
@Readiness
@ApplicationScoped
public class IntakeReadiness implements HealthCheck {

    /** On top of the pause between two looks: more than the waits of a look together, for the broker and, slot by slot, for the database. */
    private static final Duration GRACE = Duration.ofMinutes(3);

    private final LastLook lastLook;
    private final IntakeConfig config;
    private final Intake intake;

    IntakeReadiness(LastLook lastLook, IntakeConfig config, Intake intake) {
        this.lastLook = lastLook;
        this.config = config;
        this.intake = intake;
    }

    @Override
    public HealthCheckResponse call() {
        Intake.Standing standing = intake.standing();
        Duration ago = lastLook.ago();
        return HealthCheckResponse.named("intake")
                .status(ago.compareTo(config.poll().multipliedBy(2).plus(GRACE)) < 0)
                .withData("slots", standing.slots())
                .withData("busy", standing.busy())
                .withData("stopping", standing.stopping())
                .withData("looked_seconds_ago", ago.toSeconds())
                .build();
    }
}
