package io.taskforge.chaos.waiting;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Looks again and again, and passes on what looking throws. */
public final class Waiting {

    /** What is seen now. */
    public interface Look<T, E extends Exception> {
        T look() throws E;
    }

    private static final Duration LOOK = Duration.ofMillis(20);

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private Waiting() {}

    /** @throws TimeoutException with what was waited for, when it does not come true in time */
    public static <E extends Exception> void until(String what, Duration patience, Look<Boolean, E> holds)
            throws E, InterruptedException, TimeoutException {
        if (!comes(holds, patience)) {
            throw new TimeoutException("not within " + patience.toSeconds() + " s: " + what);
        }
    }

    /** Whether it comes true in time. */
    public static <E extends Exception> boolean comes(Look<Boolean, E> holds, Duration patience)
            throws E, InterruptedException {
        return settled(holds, Boolean::booleanValue, patience, LOOK);
    }

    /**
     * What is seen once it is as wanted, or else at the end of the patience.
     *
     * @param every the time between two looks
     */
    public static <T, E extends Exception> T settled(
            Look<T, E> look, Predicate<T> wanted, Duration patience, Duration every) throws E, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        T seen = look.look();
        while (!wanted.test(seen) && System.nanoTime() < deadline) {
            rest(every);
            seen = look.look();
        }
        return seen;
    }

    /** Lets things go on as they are. */
    public static void rest(Duration time) throws InterruptedException {
        boolean unused = NEVER.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
