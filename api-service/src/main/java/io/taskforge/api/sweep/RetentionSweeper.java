package io.taskforge.api.sweep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.CallbackLog;
import io.taskforge.model.job.Retention;
import io.taskforge.model.job.RetentionPolicy;
import io.taskforge.model.settings.StartRefusal;
import io.taskforge.model.system.QueueHistory;
import io.taskforge.model.system.WorkerPresences;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/**
 * Erases, on every replica, what belongs to jobs that ended long ago, and what is no longer of interest to operators: at start and every
 * hour, the oldest first.
 */
@ApplicationScoped
public class RetentionSweeper {

    private static final int BEFORE_THE_DATABASE = 50;

    private static final Duration KEYS_LIVE_AT_LEAST = Duration.ofHours(24);

    private final Retention retention;
    private final CallbackLog callbackLog;
    private final QueueHistory queueHistory;
    private final WorkerPresences workers;
    private final RetentionPolicy policy;
    private final Batches batches = new Batches();
    private final Rounds rounds;

    RetentionSweeper(
            Retention retention,
            CallbackLog callbackLog,
            QueueHistory queueHistory,
            WorkerPresences workers,
            RetentionPolicy policy,
            Vertx vertx) {
        this.retention = retention;
        this.callbackLog = callbackLog;
        this.queueHistory = queueHistory;
        this.workers = workers;
        this.policy = policy;
        this.rounds = new Rounds(vertx, policy.sweep(), this::sweep);
    }

    void check(@Observes @Priority(BEFORE_THE_DATABASE) StartupEvent start) {
        refusal(policy).ifPresent(reason -> {
            throw StartRefusal.because(reason);
        });
    }

    void start(@Observes StartupEvent start) {
        rounds.begin();
    }

    void stop(@Observes ShutdownEvent stop) {
        rounds.stop();
    }

    /** Why nothing may be erased by such a policy; empty for a good one. */
    static Optional<String> refusal(RetentionPolicy policy) {
        if (policy.job().compareTo(policy.result()) < 0) {
            return Optional.of(
                    ("taskforge.retention.job (%s) is shorter than taskforge.retention.result (%s): a result would go"
                                    + " before its time, with its job; make it at least as long.")
                            .formatted(policy.job(), policy.result()));
        }
        if (policy.job().compareTo(KEYS_LIVE_AT_LEAST) < 0) {
            return Optional.of(
                    ("taskforge.retention.job (%s) is shorter than 24 hours: idempotency keys live as long, and retries"
                                    + " would make second jobs; make it at least 24h.")
                            .formatted(policy.job()));
        }
        return Optional.empty();
    }

    /** One sweep; fails never, and what fails in it keeps nothing else from being erased. */
    Uni<Void> sweep() {
        return batches.swept("specifications and titles past their time", retention::inputTimesPassed)
                .flatMap(done -> batches.swept("results past their time", retention::resultTimesPassed))
                .flatMap(done -> batches.swept("histories of jobs without a result", retention::eventTimesPassed))
                .flatMap(done -> batches.swept("jobs past their time", retention::recordTimesPassed))
                .flatMap(done -> batches.swept(
                        "attempts to deliver a callback past their time", callbackLog::erasedOlderThanRetention))
                .flatMap(done -> batches.swept("samples of the queue past their time", queueHistory::forgotten))
                .flatMap(done -> batches.swept("workers that have long been silent", workers::forgotten))
                .replaceWithVoid();
    }
}
