package io.taskforge.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of something that two threads may end: it is done once, and whoever comes second waits until it has been done. Without that
 * wait a shutdown hook that comes second would return at once, and the JVM would be gone in the middle of the end.
 */
final class OrderlyEnd {

    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch done = new CountDownLatch(1);

    /** Returns when the end has been done, by this call or by an earlier one; the earlier one's failure is its caller's. */
    void once(Runnable work) {
        if (begun.compareAndSet(false, true)) {
            try {
                work.run();
            } finally {
                done.countDown();
            }
            return;
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean hasBegun() {
        return begun.get();
    }
}
