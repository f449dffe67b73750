package io.taskforge.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class OrderlyEndTest {

    private final OrderlyEnd end = new OrderlyEnd();
    private final AtomicBoolean ended = new AtomicBoolean();

    @Test
    void who_comes_second_returns_only_when_the_end_is_done() throws Exception {
        CompletableFuture<Boolean> foundEnded = new CompletableFuture<>();
        Thread second = Thread.ofPlatform().unstarted(() -> {
            end.once(() -> fail("done twice"));
            foundEnded.complete(ended.get());
        });
        assertFalse(end.hasBegun());
        end.once(() -> {
            second.start();
            awaitStandstill(second);
            ended.set(true);
        });
        assertTrue(foundEnded.get(10, TimeUnit.SECONDS));
        assertTrue(end.hasBegun());
    }

    @Test
    void an_end_that_fails_keeps_nobody_waiting() {
        assertThrows(
                IllegalStateException.class,
                () -> end.once(() -> {
                    throw new IllegalStateException("the folder cannot be deleted");
                }));
        end.once(() -> fail("done twice"));
    }

    /** Waiting, or through already. */
    private static void awaitStandstill(Thread thread) {
        try {
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TERMINATED) {
                new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
