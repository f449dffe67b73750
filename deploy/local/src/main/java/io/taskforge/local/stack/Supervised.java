package io.taskforge.local.stack;

import io.taskforge.embedded.EmbeddedServerFailure;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.local.terminal.Steps;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one part running until it is stopped: a part that ends unasked is started again, after a pause that doubles while it keeps
 * ending early.
 *
 * <p>All of a part's life is on one thread, so that there is never a second one of it.
 */
final class Supervised {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** Who ran this long has recovered: its next end counts as the first. */
    private static final Duration STABLE = Duration.ofSeconds(60);

    private final Part part;
    private final Steps steps;
    private final Runnable onRestart;
    private final CompletableFuture<Part.Running> firstStart = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private volatile Part.Running running;

    /**
     * @param onRestart called on the part's own thread each time that it runs again
     */
    Supervised(Part part, Steps steps, Runnable onRestart) {
        this.part = part;
        this.steps = steps;
        this.onRestart = onRestart;
        this.thread =
                Thread.ofPlatform().daemon().name("supervise-" + part.name()).unstarted(this::run);
    }

    /** Begins; completes when the part can do its work, or exceptionally when it cannot be started at all. */
    CompletableFuture<Part.Running> start() {
        thread.start();
        return firstStart;
    }

    /** The process that runs now; empty while there is none. */
    Optional<Long> pid() {
        return Optional.ofNullable(running).map(Part.Running::pid);
    }

    /** Ends the part in order, in whatever state it is, and returns when its process is gone. */
    void stop() {
        stopping.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endLeftOver();
    }

    private void run() {
        try {
            supervise();
        } catch (InterruptedException e) {
            // Only stop() interrupts, and it waits for this thread.
        } finally {
            // Who waits for the first start must hear of it, however this ends; without effect once it has been
            // announced.
            firstStart.completeExceptionally(Refusal.failed(part.name() + " was stopped during its start."));
        }
    }

    private void supervise() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (!isStopping()) {
            long began = System.nanoTime();
            String why = "ended unasked";
            try {
                running = part.start();
                announce();
                running.onExit().get();
                running = null;
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                // An Error too: a part that nobody starts again, in silence, is worse than one that is tried in vain.
                if (firstStart.completeExceptionally(e)) {
                    return;
                }
                endLeftOver();
                why = "could not be started again: " + inWords(e);
            }
            if (System.nanoTime() - began > STABLE.toNanos()) {
                pause = FIRST_PAUSE;
            }
            if (!pauseBeforeRestart(why, pause)) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** There must never be a second process of the part. */
    private void endLeftOver() {
        Part.Running left = running;
        running = null;
        if (left != null) {
            left.stop();
        }
    }

    /** What is told to a person speaks for itself; anything else needs its class, for its message may be "null" or a bare number. */
    private static String inWords(Throwable e) {
        return e instanceof Refusal || e instanceof EmbeddedServerFailure ? e.getMessage() : e.toString();
    }

    private void announce() {
        if (firstStart.complete(running)) {
            return;
        }
        steps.step(part.name(), "runs again (process " + running.pid() + ")");
        onRestart.run();
    }

    /** False when it is to stop instead. */
    private boolean pauseBeforeRestart(String why, Duration pause) {
        if (isStopping()) {
            return false;
        }
        steps.step(
                part.name(),
                why + "; starting it again in " + pause.toMillis() / 1000.0 + " s (log: " + part.log() + ")");
        try {
            return !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
