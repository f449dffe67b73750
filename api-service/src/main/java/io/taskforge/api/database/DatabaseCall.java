package io.taskforge.api.database;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** How a request waits for the database: never long, and never so that a client that hangs up cuts a write in two. */
public final class DatabaseCall {

    /** Longer than a busy database needs, shorter than a client's own patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private DatabaseCall() {}

    /** A read; fails with a timeout when the database is silent. */
    public static <T> Uni<T> read(Uni<T> read) {
        return patiently(read);
    }

    /**
     * A write that runs to its end, whoever still listens: the framework cancels what a gone client asked for, and a statement
     * cancelled half way can keep its connection. After a timeout its outcome is open, which an idempotency key settles.
     */
    public static <T> Uni<T> write(Uni<T> write) {
        return Uni.createFrom().deferred(() -> {
            Uni<T> once = write.memoize().indefinitely();
            once.subscribe().with(done -> {}, failed -> {});
            return patiently(once);
        });
    }

    /** With a timer of the event loop that asks, where one asks: Mutiny's own belongs to another thread, which costs as much as the call. */
    private static <T> Uni<T> patiently(Uni<T> call) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            return context == null || !Context.isOnEventLoopThread()
                    ? call.ifNoItem().after(PATIENCE).fail()
                    : within(call, context.owner());
        });
    }

    private static <T> Uni<T> within(Uni<T> call, Vertx vertx) {
        return Uni.createFrom().emitter(caller -> {
            long timer = vertx.setTimer(PATIENCE.toMillis(), late -> caller.fail(new TimeoutException()));
            Cancellable running = call.subscribe().with(caller::complete, caller::fail);
            caller.onTermination(() -> {
                vertx.cancelTimer(timer);
                running.cancel();
            });
        });
    }
}
