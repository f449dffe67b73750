package io.taskforge.worker.intake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Two kinds of runs that wait: one that is deaf to interrupts, and one that must not meet any. */
final class Latches {

    private Latches() {}

    /** As a call does that hears no interrupt. */
    static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                assertTrue(latch.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                // On purpose.
            }
        }
    }

    static void awaitOrFail(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError("nobody stopped the run", e);
        }
    }
}
