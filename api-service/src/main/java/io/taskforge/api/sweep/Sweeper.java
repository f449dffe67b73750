package io.taskforge.api.sweep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.dispatch.OutboxRelay;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobStore;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/**
 * Looks, on every replica, for jobs whose worker or time is gone. Each sweep is guarded statements that skip locked rows, so
 * replicas do not disturb each other; a jitter keeps them apart. The next sweep is set only when one has ended.
 */
@ApplicationScoped
public class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);

    private static final int BATCH = 500;
    private static final double JITTER = 0.2;
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(20);

    private final JobStore store;
    private final JobPolicy policy;
    private final OutboxRelay relay;
    private final Vertx vertx;
    private volatile boolean stopped;

    /** Which sweeps failed the last time: an outage is noted when it begins, and not every five seconds. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    Sweeper(JobStore store, JobPolicy policy, OutboxRelay relay, Vertx vertx) {
        this.store = store;
        this.policy = policy;
        this.relay = relay;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent start) {
        next();
    }

    void stop(@Observes ShutdownEvent stop) {
        stopped = true;
    }

    private void next() {
        if (stopped) {
            return;
        }
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        long delay = Math.max(1, (long) (policy.sweep().toMillis() * factor));
        vertx.setTimer(delay, timer -> sweep().subscribe().with(done -> next(), error -> next()));
    }

    /** One sweep; fails never, and what fails in it keeps nothing else from being swept. */
    Uni<Void> sweep() {
        return swept("lost their worker", store::leasesExpired)
                .invoke(requeued -> {
                    if (requeued > 0) {
                        relay.wake();
                    }
                })
                .flatMap(done -> swept("were cancelled and not let go", store::cancelGracesPassed))
                .flatMap(done -> swept("ran past their deadline", store::deadlinesPassed))
                .flatMap(done -> swept("waited too long", store::queueTimesPassed))
                .replaceWithVoid();
    }

    private Uni<Integer> swept(String what, IntFunction<Uni<Integer>> batch) {
        return Uni.createFrom()
                .deferred(() -> mended(what, batch))
                .invoke(() -> failing.remove(what))
                .onFailure()
                .recoverWithItem(error -> {
                    if (failing.add(what)) {
                        LOG.warnf("Jobs that %s could not be swept; the next sweep tries again: %s", what, error);
                    }
                    return 0;
                });
    }

    private Uni<Integer> mended(String what, IntFunction<Uni<Integer>> batch) {
        return batch.apply(BATCH).ifNoItem().after(DATABASE_PATIENCE).fail().flatMap(count -> {
            if (count > 0) {
                LOG.infof("%d jobs %s", count, what);
            }
            return count < BATCH
                    ? Uni.createFrom().item(count)
                    : mended(what, batch).map(rest -> count + rest);
        });
    }
}
