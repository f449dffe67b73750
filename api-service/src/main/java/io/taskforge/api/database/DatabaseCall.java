package io.taskforge.api.database;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** How a request waits for the database: never long, and never so that a client that hangs up cuts a write in two. */
public final class DatabaseCall {

    /** Longer than a busy database needs, shorter than a client's own patience. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private DatabaseCall() {}

    /** A read; fails with a timeout when the database is silent. */
    public static <T> Uni<T> read(Uni<T> read) {
        return read.ifNoItem().after(PATIENCE).fail();
    }

    /**
     * A write that runs to its end, whoever still listens: the framework cancels what a gone client asked for, and a statement
     * cancelled half way can keep its connection. After a timeout its outcome is open, which an idempotency key settles.
     */
    public static <T> Uni<T> write(Uni<T> write) {
        return Uni.createFrom().deferred(() -> {
            Uni<T> once = write.memoize().indefinitely();
            once.subscribe().with(done -> {}, failed -> {});
            return once.ifNoItem().after(PATIENCE).fail();
        });
    }
}
