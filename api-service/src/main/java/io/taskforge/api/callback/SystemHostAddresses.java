package io.taskforge.api.callback;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks the operating system, so that names mean here what they mean to every other program on this machine.
 *
 * <p>It blocks for as long as its servers are silent, so that it has threads of its own, and never an event loop's. Names whose servers
 * never answer can occupy all of them; those who wait for a thread then give up in time, and what they waited for is not asked after all.
 */
@ApplicationScoped
class SystemHostAddresses implements HostAddresses {

    private static final int THREADS = 32;

    /** Longer than any resolver tries: no lookup is worth a warning with a stack trace. */
    private static final int LOOKUP_MINUTES = 5;

    /** The system's own resolver. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Lookup lookup;
    private final WorkerExecutor threads;

    @Inject
    SystemHostAddresses(Vertx vertx) {
        this(vertx, InetAddress::getAllByName);
    }

    SystemHostAddresses(Vertx vertx, Lookup lookup) {
        this.lookup = lookup;
        threads = vertx.createSharedWorkerExecutor("callback-hosts", THREADS, LOOKUP_MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public Uni<List<InetAddress>> of(String host) {
        return Uni.createFrom().deferred(() -> {
            var givenUp = new AtomicBoolean();
            return Uni.createFrom()
                    .completionStage(threads.executeBlocking(
                                    () -> givenUp.get() ? List.<InetAddress>of() : List.of(lookup.addresses(host)),
                                    false)
                            .toCompletionStage())
                    .onCancellation()
                    .invoke(() -> givenUp.set(true));
        });
    }
}
