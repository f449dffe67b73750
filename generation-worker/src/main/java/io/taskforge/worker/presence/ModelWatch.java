package io.taskforge.worker.presence;

import io.taskforge.model.system.ModelHealth;
import io.taskforge.worker.chat.Readiness;
import io.taskforge.worker.ingest.Script;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Finds out now and then how it is with the model, without waiting for the answer. */
final class ModelWatch {

    private static final int TROUBLE_LIMIT = 300;

    /** @param age empty when there was nothing to find out, or nothing was yet */
    record Found(ModelHealth health, Optional<Duration> age) {}

    private final Supplier<Optional<Readiness>> probe;
    private final Duration every;
    private final Executor aside;
    private final LongSupplier nanoTime;

    private ModelHealth health = ModelHealth.UNCHECKED;
    private long checkedAt;
    private boolean checked;
    private boolean asking;

    /**
     * @param probe empty where no model is used; may take as long as it likes
     * @param aside where it is asked
     * @param nanoTime a monotonic clock
     */
    ModelWatch(Supplier<Optional<Readiness>> probe, Duration every, Executor aside, LongSupplier nanoTime) {
        this.probe = probe;
        this.every = every;
        this.aside = aside;
        this.nanoTime = nanoTime;
    }

    /** What is known; has it found out anew when it is too old. */
    synchronized Found found() {
        if (!asking && (!checked || nanoTime.getAsLong() - checkedAt >= every.toNanos())) {
            asking = true;
            aside.execute(this::ask);
        }
        Optional<Duration> age = checked && health.state() != ModelHealth.State.UNUSED
                ? Optional.of(Duration.ofNanos(nanoTime.getAsLong() - checkedAt))
                : Optional.empty();
        return new Found(health, age);
    }

    private void ask() {
        ModelHealth now;
        try {
            now = probe.get().map(ModelWatch::health).orElse(ModelHealth.UNUSED);
        } catch (RuntimeException e) {
            now = trouble("the model could not be looked at: " + e.getMessage());
        }
        learned(now);
    }

    private synchronized void learned(ModelHealth now) {
        health = now;
        checkedAt = nanoTime.getAsLong();
        checked = true;
        asking = false;
    }

    private static ModelHealth health(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready ready -> ModelHealth.OK;
            case Readiness.ModelMissing missing -> trouble(missing.reason());
            case Readiness.Unreachable away -> trouble(away.reason());
        };
    }

    private static ModelHealth trouble(String what) {
        return ModelHealth.trouble(Script.oneLine(what, TROUBLE_LIMIT));
    }
}
