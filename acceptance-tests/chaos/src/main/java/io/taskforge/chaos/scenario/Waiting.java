package io.taskforge.chaos.scenario;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** For what a scenario cannot go on without, and what signals nothing. */
final class Waiting {

    private static final Duration LOOK = Duration.ofMillis(20);

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Waiting() {}

    /** @throws TimeoutException with what was waited for, when it does not come true in time */
    static void until(String what, Duration patience, Callable<Boolean> holds) throws Exception {
        if (!comes(holds, patience)) {
            throw new TimeoutException("not within " + patience.toSeconds() + " s: " + what);
        }
    }

    /** Whether it comes true in time. */
    static boolean comes(Callable<Boolean> holds, Duration patience) throws Exception {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            rest(LOOK);
        }
        return true;
    }

    /** Lets things go on as they are. */
    static void rest(Duration time) throws InterruptedException {
        boolean unused = NEVER.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
