package io.taskforge.api.callback;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.callback.AttemptDelivery.Attempted;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.job.CallbackAttempt;
import io.taskforge.model.job.CallbackDeliveries;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.DueCallback;
import io.taskforge.model.log.LineIds;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Delivers callbacks that are due: lease ▶ attempt ▶ write what came of it. One look at the database at a time, each for one callback;
 * many attempts at once, and no more of them for one client than it may have, so that nobody waits for another's silent receiver.
 *
 * <p>An attempt can be made twice (a replica dies before it has written that the first arrived), which its receiver sees by the
 * {@code webhook-id}, and is never lost: what is not written comes back with its lease.
 */
@ApplicationScoped
public class CallbackRelay {

    private static final Logger LOG = Logger.getLogger(CallbackRelay.class);

    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(10);

    /** On top of the attempt, before another replica takes the callback over: to make a secret, and to write what came of it. */
    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(25);

    /** How long writing what came of an attempt is tried: what the receiver was told once need not be told again. */
    private static final Duration WRITING = Duration.ofSeconds(10);

    private static final Duration WRITING_PAUSE = Duration.ofMillis(250);

    private final CallbackDeliveries callbacks;
    private final AttemptDelivery delivery;
    private final AttemptMeter meter;
    private final CallbackConfig config;
    private final Vertx vertx;
    private final Timers timers;

    private volatile boolean stopped;

    /** Everything below is touched on it alone. */
    private Context context;

    private final Map<ClientId, Integer> underWay = new HashMap<>();
    private boolean looking;
    private boolean woken;
    private boolean databaseAway;

    CallbackRelay(
            CallbackDeliveries callbacks,
            AttemptDelivery delivery,
            AttemptMeter meter,
            CallbackConfig config,
            Vertx vertx,
            Timers timers) {
        this.callbacks = callbacks;
        this.delivery = delivery;
        this.meter = meter;
        this.config = config;
        this.vertx = vertx;
        this.timers = timers;
    }

    void start(@Observes StartupEvent start) {
        context = vertx.getOrCreateContext();
        timers.every(config.poll(), timer -> wake());
    }

    void stop(@Observes ShutdownEvent stop) {
        stopped = true;
    }

    /** Something may be due. Returns at once. */
    void wake() {
        onContext(() -> {
            woken = true;
            look();
        });
    }

    private void onContext(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    private void look() {
        if (stopped || looking || attempts() >= config.inFlight()) {
            return;
        }
        looking = true;
        woken = false;
        Duration lease = config.totalTimeout().plus(AROUND_AN_ATTEMPT);
        Uni.createFrom()
                .deferred(() -> callbacks.leased(lease, clientsWithEnough()))
                .ifNoItem()
                .after(DATABASE_PATIENCE)
                .fail()
                .emitOn(this::onContext)
                .subscribe()
                .with(this::found, error -> {
                    looking = false;
                    noteDatabase(error);
                });
    }

    private void found(Optional<DueCallback> due) {
        looking = false;
        databaseAway = false;
        due.ifPresent(this::attempt);
        if (due.isPresent() || woken) {
            look();
        }
    }

    private int attempts() {
        return underWay.values().stream().mapToInt(Integer::intValue).sum();
    }

    private List<ClientId> clientsWithEnough() {
        return underWay.entrySet().stream()
                .filter(client -> client.getValue() >= config.inFlightPerClient())
                .map(Map.Entry::getKey)
                .toList();
    }

    private void attempt(DueCallback due) {
        ClientId client = due.job().clientId();
        underWay.merge(client, 1, Integer::sum);
        Uni.createFrom()
                .deferred(() -> delivery.of(due))
                .invoke(attempted -> meter.made(attempted.attempt()))
                .flatMap(attempted -> written(due, attempted))
                .emitOn(this::onContext)
                .onFailure()
                .invoke(this::noteDatabase)
                .subscribe()
                .with(written -> ended(client), error -> ended(client));
    }

    private void ended(ClientId client) {
        underWay.computeIfPresent(client, (same, count) -> count == 1 ? null : count - 1);
        look();
    }

    private Uni<Boolean> written(DueCallback due, Attempted attempted) {
        Uni<Boolean> written = end(due, attempted);
        return Uni.createFrom()
                .deferred(() -> DatabaseCall.write(written))
                .onFailure()
                .retry()
                .withBackOff(WRITING_PAUSE)
                .expireIn(WRITING.toMillis());
    }

    private Uni<Boolean> end(DueCallback due, Attempted attempted) {
        CallbackAttempt attempt = attempted.attempt();
        if (attempt.outcome() == CallbackAttempt.Outcome.DELIVERED) {
            return callbacks.delivered(due, attempt);
        }
        if (attempted.gone()) {
            return callbacks.disabled(due, attempt);
        }
        return RetrySchedule.pauseAfter(due.attemptsBefore() + 1, attempted.askedPause(), ThreadLocalRandom.current())
                .map(pause -> callbacks.failedFor(pause, due, attempt))
                .orElseGet(() -> callbacks.givenUp(due, attempt).invoke(won -> {
                    if (won) {
                        sayGivenUp(due);
                    }
                }));
    }

    private static void sayGivenUp(DueCallback due) {
        try (LineIds ids = LineIds.of(due.job().id(), due.trace())) {
            LOG.infof(
                    "The callback of job %s was tried for the last time.",
                    due.job().id());
        }
    }

    private void noteDatabase(Throwable error) {
        if (!databaseAway && !stopped) {
            databaseAway = true;
            LOG.warnf("Callbacks that are due cannot be read or written; the next poll tries again: %s", error);
        }
    }
}
