package io.taskforge.model.job;

import java.time.Duration;

/** As the defaults of {@link RetentionPolicy} say. */
final class DefaultRetentionPolicy implements RetentionPolicy {

    @Override
    public Duration input() {
        return Duration.ofDays(7);
    }

    @Override
    public Duration result() {
        return Duration.ofDays(30);
    }

    @Override
    public Duration job() {
        return Duration.ofDays(90);
    }

    @Override
    public Duration callbackLog() {
        return Duration.ofDays(30);
    }

    @Override
    public Duration sweep() {
        return Duration.ofHours(1);
    }
}
