package io.taskforge.worker.intake;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for a signal: deaf to interrupts, or not to meet one; and for what signals nothing. */
final class Waits {

    private Waits() {}

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

    static void eventually(BooleanSupplier condition) {
        await(Uni.createFrom()
                .item(condition::getAsBoolean)
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .indefinitely()
                .select()
                .where(Boolean::booleanValue)
                .toUni());
    }
}
