package io.taskforge.model.job;

import java.time.Duration;

/** The numbers of the architecture, which a test of the configuration holds against {@link JobPolicy}'s defaults. */
public record DefaultJobPolicy(Duration lease, Duration heartbeat) implements JobPolicy {

    public DefaultJobPolicy() {
        this(Duration.ofSeconds(20), Duration.ofSeconds(5));
    }

    @Override
    public Duration sweep() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration runDeadline() {
        return Duration.ofMinutes(25);
    }

    @Override
    public Duration queueExpiry() {
        return Duration.ofHours(24);
    }

    @Override
    public Duration cancelGrace() {
        return Duration.ofSeconds(30);
    }

    @Override
    public int failuresAtMost() {
        return 3;
    }

    @Override
    public int crashesAtMost() {
        return 3;
    }

    @Override
    public Duration backoffBase() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration backoffCap() {
        return Duration.ofMinutes(10);
    }
}
