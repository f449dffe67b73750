package io.taskforge.worker.chat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How to wait; a test waits not at all. */
@FunctionalInterface
public interface Pause {

    void of(Duration time) throws InterruptedException;

    /** Lets the thread rest. */
    static void rest(Duration time) throws InterruptedException {
        boolean woken = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        assert !woken : "nobody counts this down";
    }
}
