package io.taskforge.chaos.check;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How a set of durations lies, by nearest rank. */
public record Spread(int count, Duration p50, Duration p99, Duration max) {

    /** Empty without durations. */
    public static Optional<Spread> of(Collection<Duration> durations) {
        if (durations.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> sorted = durations.stream().sorted().toList();
        return Optional.of(new Spread(sorted.size(), rank(sorted, 0.50), rank(sorted, 0.99), sorted.getLast()));
    }

    private static Duration rank(List<Duration> sorted, double part) {
        return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
    }

    @Override
    public String toString() {
        return "p50 %s, p99 %s, max %s (%d)".formatted(text(p50), text(p99), text(max), count);
    }

    private static String text(Duration duration) {
        return duration.compareTo(Duration.ofSeconds(1)) < 0
                ? "%.1f ms".formatted(duration.toNanos() / 1e6)
                : "%.1f s".formatted(duration.toNanos() / 1e9);
    }
}
