package io.taskforge.worker.intake;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;

/** When this worker last came round to looking for jobs. Every wait of a look is bounded, so that a long time means that nobody looks. */
@Singleton
public class LastLook {

    private final LongSupplier nanoTime;
    private volatile long ended;

    @Inject
    LastLook() {
        this(System::nanoTime);
    }

    /** @param nanoTime a monotonic clock */
    LastLook(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.ended = nanoTime.getAsLong();
    }

    /** A look has ended, however it went. */
    void over() {
        ended = nanoTime.getAsLong();
    }

    /** How long ago that was; since the start while there was none. */
    Duration ago() {
        return Duration.ofNanos(nanoTime.getAsLong() - ended);
    }
}
