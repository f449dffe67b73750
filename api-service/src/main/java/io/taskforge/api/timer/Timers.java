package io.taskforge.api.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Does things again and again, and no more from the moment at which the service stops. Vert.x itself goes on for a while then, and the
 * container makes anew each bean that a late timer asks for: one that has heard of no stop, over a database pool that is gone.
 */
@ApplicationScoped
public class Timers {

    /** Before whoever stops with the service takes away what a timer needs. */
    private static final int FIRST = 10;

    private final Vertx vertx;
    private volatile boolean stopped;

    public Timers(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Begins when an interval has passed.
     *
     * @param task on an event loop, which it must not block; told the timer, to cancel it with
     */
    public void every(Duration interval, Handler<Long> task) {
        vertx.setPeriodic(interval.toMillis(), timer -> {
            if (!stopped) {
                task.handle(timer);
            }
        });
    }

    /** @return whether it ran until now; true for one caller alone */
    public boolean cancel(long timer) {
        return vertx.cancelTimer(timer);
    }

    void stop(@Observes @Priority(FIRST) ShutdownEvent stop) {
        stopped = true;
    }
}
