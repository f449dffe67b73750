package io.taskforge.worker.intake;

import io.taskforge.model.broker.BrokerAddress;
import io.taskforge.model.broker.LineKeeper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/** Hears the broker ring, for as long as the worker runs. */
@ApplicationScoped
public class DoorBell {

    private static final Logger LOG = Logger.getLogger(DoorBell.class);

    private final BrokerAddress address;
    private final LongAdder lost = new LongAdder();

    private volatile boolean silent;

    /** Null before it is opened. */
    private volatile LineKeeper<ListeningLine> keeper;

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
        var listener = new ListeningLine.Listener(rings, control, () -> silent ? 0 : free.getAsInt());
        keeper = new LineKeeper<>(
                address, "TaskForge worker", connection -> new ListeningLine(connection, listener), new Outages());
        keeper.start();
    }

    /** Listens for as many rings as there are free slots now. */
    void adjust() {
        with(ListeningLine::adjust);
    }

    /** Has a line opened again that the broker knows nothing of. */
    void check() {
        with(ListeningLine::check);
    }

    private void with(Consumer<ListeningLine> act) {
        LineKeeper<ListeningLine> kept = keeper;
        if (kept != null) {
            kept.openLine().ifPresent(act);
        }
    }

    /** Whether rings could come for at least so long. */
    boolean openFor(Duration least) {
        LineKeeper<ListeningLine> kept = keeper;
        return kept != null && kept.openFor(least);
    }

    /** A ring did not come although one was due: whatever the line says of itself, it is of no use. */
    void ringLost() {
        lost.increment();
        with(line -> line.end("a ring was lost"));
    }

    /** Rings that should have come and did not, since the start. */
    long lostRings() {
        return lost.sum();
    }

    boolean listening() {
        return openFor(Duration.ZERO);
    }

    /** Takes no more rings; what is said to all workers is heard on. */
    void silence() {
        silent = true;
        adjust();
    }

    /** Hangs up for good. */
    void close() throws InterruptedException {
        if (keeper != null) {
            keeper.close();
        }
    }

    private final class Outages implements LineKeeper.Watcher<ListeningLine> {

        @Override
        public void opened(ListeningLine line) {
            line.adjust();
        }

        @Override
        public void there(boolean again) {
            LOG.infof(again ? "The broker rings again: %s" : "Listening to the broker: %s", address);
        }

        @Override
        public void away(String why) {
            LOG.warnf("No ring comes from the broker at %s, and this worker looks itself meanwhile: %s", address, why);
        }
    }
}
