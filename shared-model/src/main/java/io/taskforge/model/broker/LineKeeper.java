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

    private static final String STOPS = "this service stops";

    /** How long a closing line may keep the service from stopping. */
    private static final Duration STOPPING = Duration.ofSeconds(5);

    /** A line that ends sooner was of no use, and belongs to the outage before it. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    /** Different reasons told of one outage. */
    private static final int REASONS = 16;

    /** Makes a line of a new connection: declares, and listens. */
    @FunctionalInterface
    public interface Beginning<L> {
        L on(Connection connection) throws IOException;
    }

    /** Is told how it goes, on the keeper's thread. */
    public interface Watcher<L> {

        /** With each new line, once it is the one that {@link #openLine} gives. */
        default void opened(L line) {}

        /**
         * There is a line, at last or again, as far as anybody was told that there was none.
         *
         * @param again whether it was away before
         */
        void there(boolean again);

        /** Once for each different reason that an outage has; a broker that starts has several. */
        void away(String why);
    }

    private final BrokerAddress address;
    private final String name;
    private final Beginning<L> beginning;
    private final Watcher<L> watcher;
    private final Duration steady;
    private final CountDownLatch closed = new CountDownLatch(1);

    // Only touched on the keeper's thread: what was told of this outage, whether any ever was, and what was told last.
    private final Set<String> reasons = new HashSet<>();
    private boolean everAway;
    private boolean toldThere;

    private volatile Thread thread;
    private volatile long openSince;

    /** The line that is open, or that is tried to open. */
    private volatile CompletableFuture<L> line = new CompletableFuture<>();

    /** @param name as the broker lists the connection */
    public LineKeeper(BrokerAddress address, String name, Beginning<L> beginning, Watcher<L> watcher) {
        this(address, name, beginning, watcher, STEADY);
    }

    LineKeeper(BrokerAddress address, String name, Beginning<L> beginning, Watcher<L> watcher, Duration steady) {
        this.address = address;
        this.name = name;
        this.beginning = beginning;
        this.watcher = watcher;
        this.steady = steady;
    }

    /** Returns at once. */
    public void start() {
        thread = Thread.ofPlatform().name("broker-line").daemon().start(this::keepOpen);
    }

    /** Empty while the broker is away. */
    public Optional<L> openLine() {
        CompletableFuture<L> current = line;
        return current.isCompletedExceptionally() ? Optional.empty() : Optional.ofNullable(current.getNow(null));
    }

    /** Whether a line is open, and has been for at least so long. */
    public boolean openFor(Duration least) {
        return openLine().isPresent() && System.nanoTime() - openSince >= least.toNanos();
    }

    /** The line that is open; while none is, what comes of the next try to open one, which takes seconds at the most. */
    public CompletableFuture<L> nextLine() {
        return line.copy();
    }

    /** Hangs up for good. */
    public void close() throws InterruptedException {
        closed.countDown();
        openLine().ifPresent(current -> current.end(STOPS));
        if (thread == null) {
            line.completeExceptionally(stopping());
        } else {
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
                        opened.end(STOPS);
                    } else {
                        watcher.opened(opened);
                        tellThere();
                    }
                    String why = opened.awaitEnd();
                    if (System.nanoTime() - openSince >= steady.toNanos()) {
                        reasons.clear();
                    }
                    over(new IOException(why));
                } catch (IOException | TimeoutException | RuntimeException | Error e) {
                    // Also an Error: nothing may end this thread but the service's end.
                    over(e);
                }
            } while (!closed.await(pause(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.error("nobody interrupts this thread", e);
        } finally {
            line.completeExceptionally(stopping());
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
        String reason = reason(why);
        if (reasons.size() < REASONS && reasons.add(reason) && !closing()) {
            everAway = true;
            toldThere = false;
            watcher.away(reason);
        }
    }

    private void tellThere() {
        if (!toldThere) {
            toldThere = true;
            watcher.there(everAway);
        }
    }

    /** A class that says more than that it is about in and out, that of a refused certificate say, is worth its name. */
    private static String reason(Throwable why) {
        boolean plain = why.getClass() == IOException.class || BrokerLine.isSilence(why);
        return plain ? BrokerLine.why((Exception) why) : why.toString();
    }

    private static IOException stopping() {
        return new IOException(STOPS);
    }

    private static long pause() {
        return PAUSE.toMillis() + ThreadLocalRandom.current().nextLong(PAUSE.toMillis());
    }
}
