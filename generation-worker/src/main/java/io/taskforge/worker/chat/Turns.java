package io.taskforge.worker.chat;

import io.taskforge.worker.engine.DraftingInterrupted;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets only so many calls of all jobs reach the server at a time, in the order in which they came. */
final class Turns {

    private final Semaphore free;

    Turns(int atATime) {
        free = new Semaphore(Math.max(1, atATime), true);
    }

    /** @throws DraftingInterrupted when the thread is interrupted while it waits */
    <T> T take(Supplier<T> call) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DraftingInterrupted();
        }
        try {
            return call.get();
        } finally {
            free.release();
        }
    }
}
