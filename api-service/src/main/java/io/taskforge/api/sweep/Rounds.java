package io.taskforge.api.sweep;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Does the same again and again, with a jitter that keeps replicas apart. The next round is set only when one has ended. */
final class Rounds {

    private static final double JITTER = 0.2;

    private final Vertx vertx;
    private final Duration interval;
    private final Supplier<Uni<Void>> round;
    private volatile boolean stopped;

    Rounds(Vertx vertx, Duration interval, Supplier<Uni<Void>> round) {
        this.vertx = vertx;
        this.interval = interval;
        this.round = round;
    }

    /** The first round, at once. */
    void begin() {
        vertx.runOnContext(ignored -> run());
    }

    /** The first round when an interval has passed. */
    void next() {
        if (stopped) {
            return;
        }
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        long delay = Math.max(1, (long) (interval.toMillis() * factor));
        vertx.setTimer(delay, timer -> run());
    }

    void stop() {
        stopped = true;
    }

    private void run() {
        Uni.createFrom().deferred(() -> round.get()).subscribe().with(done -> next(), error -> next());
    }
}
