package io.taskforge.model.system;

import java.time.Duration;

/** As the defaults of {@link HistoryPolicy} say. */
final class DefaultHistoryPolicy implements HistoryPolicy {

    @Override
    public Duration queue() {
        return Duration.ofDays(14);
    }

    @Override
    public Duration silentWorkers() {
        return Duration.ofDays(1);
    }
}
