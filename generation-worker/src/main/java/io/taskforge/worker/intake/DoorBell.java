package io.taskforge.worker.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * Hears the broker ring, for as long as the worker runs: when a line ends, for whatever reason, another is opened, until it works. An
 * outage is two lines in the log.
 */
@ApplicationScoped
public class DoorBell {

    private static final Logger LOG = Logger.getLogger(DoorBell.class);

    /** Before a line is opened again: this long and up to as much on top, so that many workers do not come in step. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a closing line may keep the worker from stopping. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final BrokerAddress address;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder lost = new LongAdder();

    private volatile Thread opener;
    private volatile boolean silent;

    /** Null while the broker is away. */
    private volatile BrokerLine line;

    private volatile long openSince;

    DoorBell(BrokerAddress address) {
        this.address = address;
    }

    /**
     * Begins to listen; returns at once.
     *
     * @param rings is given each ring, on a thread of its own, and answers it
     * @param control is given what is said to all workers
     * @param free how many rings this worker has a use for now; asked again at each {@link #adjust}
     */
    void open(Consumer<Ring> rings, Consumer<byte[]> control, IntSupplier free) {
        var listener = new BrokerLine.Listener(rings, control, () -> silent ? 0 : free.getAsInt());
        opener = Thread.ofPlatform().name("door-bell").daemon().start(() -> keepOpen(listener));
    }

    /** Listens for as many rings as there are free slots now. */
    void adjust() {
        BrokerLine current = line;
        if (current != null) {
            current.adjust();
        }
    }

    /** Has a line opened again that the broker knows nothing of. */
    void check() {
        BrokerLine current = line;
        if (current != null) {
            current.check();
        }
    }

    /** Whether rings could come for at least so long. */
    boolean openFor(Duration least) {
        return line != null && System.nanoTime() - openSince >= least.toNanos();
    }

    /** A ring did not come although one was due: whatever the line says of itself, it is of no use. */
    void ringLost() {
        lost.increment();
        BrokerLine current = line;
        if (current != null) {
            current.end("a ring was lost");
        }
    }

    /** Rings that should have come and did not, since the start. */
    long lostRings() {
        return lost.sum();
    }

    boolean listening() {
        return line != null;
    }

    /** Takes no more rings; what is said to all workers is heard on. */
    void silence() {
        silent = true;
        adjust();
    }

    /** Hangs up for good. */
    void close() throws InterruptedException {
        closed.countDown();
        BrokerLine current = line;
        if (current != null) {
            current.end("the worker stops");
        }
        if (opener != null) {
            opener.join(CLOSING);
        }
    }

    private void keepOpen(BrokerLine.Listener listener) {
        boolean away = false;
        try {
            do {
                try (BrokerLine opened = BrokerLine.open(address, listener)) {
                    openSince = System.nanoTime();
                    line = opened;
                    opened.adjust();
                    if (closed.getCount() == 0) {
                        opened.end("the worker stops");
                    }
                    LOG.infof(away ? "The broker rings again: %s" : "Listening to the broker: %s", address);
                    away = noted(false, opened.awaitEnd());
                } catch (IOException | TimeoutException | RuntimeException | Error e) {
                    // Also an Error: nothing may end this thread but the worker's end.
                    away = noted(away, String.valueOf(e));
                } finally {
                    line = null;
                }
            } while (!closed.await(pause(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.error("nobody interrupts this thread", e);
        }
    }

    private boolean noted(boolean away, String why) {
        if (!away && closed.getCount() > 0) {
            LOG.warnf("No ring comes from the broker at %s, and this worker looks itself meanwhile: %s", address, why);
        }
        return true;
    }

    private static long pause() {
        return PAUSE.toMillis() + ThreadLocalRandom.current().nextLong(PAUSE.toMillis());
    }
}
