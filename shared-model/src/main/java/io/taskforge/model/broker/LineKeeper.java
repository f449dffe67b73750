package io.taskforge.model.broker;

import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Keeps a line to the broker open, for as long as the service runs: when one ends, for whatever reason, another is opened, until it
 * works.
 *
 * @param <L> what the line is there for
 */
public final class LineKeeper<L extends BrokerLine> {

    private static final Logger LOG = Logger.getLogger(LineKeeper.class);

    /** Before a line is opened again: this long and up to as much on top, so that many services do not come in step. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a closing line may keep the service from stopping. */
    private static final Duration STOPPING = Duration.ofSeconds(5);

    /** Different reasons told of one outage. */
    private static final int REASONS = 16;

    /** Makes a line of a new connection: declares, and listens. */
    @FunctionalInterface
    public interface Beginning<L> {
        L on(Connection connection) throws IOException;
    }

    /** Is told how it goes, on the keeper's thread. */
    public interface Listener<L> {

        /** @param again whether the broker was away before */
        void opened(L line, boolean again);

        /** Once for each different reason that an outage has; a broker that starts has several. */
        void away(String why);
    }

    private final BrokerAddress address;
    private final String name;
    private final Beginning<L> beginning;
    private final Listener<L> listener;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Only touched on the keeper's thread. */
    private final Set<String> reasons = new HashSet<>();

    private Thread thread;
    private volatile long openSince;

    /** The line that is open, or that is tried to open. */
    private volatile CompletableFuture<L> line = new CompletableFuture<>();

    /** @param name as the broker lists the connection */
    public LineKeeper(BrokerAddress address, String name, Beginning<L> beginning, Listener<L> listener) {
        this.address = address;
        this.name = name;
        this.beginning = beginning;
        this.listener = listener;
    }

    /** Returns at once. */
    public void start() {
        thread = Thread.ofPlatform().name("broker-line").daemon().start(this::keepOpen);
    }

    /** Empty while the broker is away. */
    public Optional<L> open() {
        CompletableFuture<L> current = line;
        return current.isCompletedExceptionally() ? Optional.empty() : Optional.ofNullable(current.getNow(null));
    }

    /** Whether a line is open, and has been for at least so long. */
    public boolean openFor(Duration least) {
        return open().isPresent() && System.nanoTime() - openSince >= least.toNanos();
    }

    /** The line that is open; while none is, what comes of the next try to open one, which takes seconds at the most. */
    public CompletableFuture<L> line() {
        return line.copy();
    }

    /** Hangs up for good. */
    public void close() throws InterruptedException {
        closed.countDown();
        open().ifPresent(current -> current.end("this service stops"));
        if (thread != null) {
            thread.join(STOPPING);
        }
    }

    private boolean closing() {
        return closed.getCount() == 0;
    }

    private void keepOpen() {
        try {
            do {
                try (L opened = begin()) {
                    openSince = System.nanoTime();
                    line.complete(opened);
                    if (closing()) {
                        opened.end("this service stops");
                    }
                    listener.opened(opened, !reasons.isEmpty());
                    reasons.clear();
                    over(new IOException(opened.awaitEnd()));
                } catch (IOException | TimeoutException | RuntimeException | Error e) {
                    // Also an Error: nothing may end this thread but the service's end.
                    over(e);
                }
            } while (!closed.await(pause(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.error("nobody interrupts this thread", e);
        } finally {
            line.completeExceptionally(new IOException("this service stops"));
        }
    }

    private L begin() throws IOException, TimeoutException {
        Connection connection = address.connect(name);
        boolean begun = false;
        try {
            L opened = beginning.on(connection);
            begun = true;
            return opened;
        } finally {
            if (!begun) {
                connection.abort((int) BrokerLine.CLOSING.toMillis());
            }
        }
    }

    /** Whoever waited for this line hears of it, and whoever comes now waits for the next. */
    private void over(Throwable why) {
        CompletableFuture<L> before = line;
        line = new CompletableFuture<>();
        before.completeExceptionally(why);
        // A class that says more than that it is about in and out, that of a refused certificate say, is worth its
        // name.
        String reason = why.getClass() == IOException.class ? BrokerLine.why((IOException) why) : why.toString();
        if (reasons.size() < REASONS && reasons.add(reason) && !closing()) {
            listener.away(reason);
        }
    }

    private static long pause() {
        return PAUSE.toMillis() + ThreadLocalRandom.current().nextLong(PAUSE.toMillis());
    }
}
