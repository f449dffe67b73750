package io.taskforge.api.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {

    private static final Duration OFTEN = Duration.ofMillis(1);

    /** By then, one that still ran would have done so many times. */
    private static final int LATER_MS = 50;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final Timers timers = new Timers(vertx);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_task_is_done_again_and_again() throws Exception {
        var done = new CountDownLatch(3);

        timers.every(OFTEN, timer -> done.countDown());

        done.await();
    }

    @Test
    void nothing_is_done_once_the_service_stops() {
        var done = new AtomicInteger();
        var stopped = new CompletableFuture<Integer>();
        onLoop(() -> {
            timers.every(OFTEN, timer -> done.incrementAndGet());
            timers.every(OFTEN, timer -> {
                if (done.get() > 0 && !stopped.isDone()) {
                    timers.stop(new ShutdownEvent());
                    stopped.complete(done.get());
                }
            });
        });

        int atTheStop = stopped.join();
        later();

        assertEquals(atTheStop, done.get());
    }

    @Test
    void a_timer_that_was_cancelled_runs_no_more_and_the_others_do() throws Exception {
        List<Boolean> cancelled = new CopyOnWriteArrayList<>();
        var others = new CountDownLatch(3);
        onLoop(() -> {
            timers.every(OFTEN, timer -> {
                cancelled.add(timers.cancel(timer));
                cancelled.add(timers.cancel(timer));
            });
            timers.every(OFTEN, timer -> others.countDown());
        });

        others.await();
        later();

        assertEquals(List.of(true, false), cancelled);
    }

    private void onLoop(Runnable task) {
        loop.runOnContext(ignored -> task.run());
    }

    private void later() {
        var passed = new CompletableFuture<Void>();
        onLoop(() -> vertx.setTimer(LATER_MS, timer -> passed.complete(null)));
        passed.join();
    }
}
