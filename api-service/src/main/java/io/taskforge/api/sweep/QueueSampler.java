package io.taskforge.api.sweep;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.system.QueueHistory;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Notes, once a minute and on one replica of all, what the queue is like. Each asks several times a minute; the database says who is first. */
@ApplicationScoped
public class QueueSampler {

    private static final Logger LOG = Logger.getLogger(QueueSampler.class);

    /** With its jitter, more than twice in each minute. Who comes late costs the database one look at one row. */
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(10);

    private final QueueHistory history;
    private final Rounds rounds;

    /** Only ever touched by one round at a time. */
    private boolean failing;

    QueueSampler(QueueHistory history, Vertx vertx) {
        this.history = history;
        this.rounds = new Rounds(vertx, INTERVAL, this::sample);
    }

    void start(@Observes StartupEvent start) {
        rounds.next();
    }

    void stop(@Observes ShutdownEvent stop) {
        rounds.stop();
    }

    /** Takes this minute's sample, unless it is there; fails never, and an outage is noted when it begins. */
    Uni<Void> sample() {
        return Uni.createFrom()
                .deferred(history::sampled)
                .ifNoItem()
                .after(DATABASE_PATIENCE)
                .fail()
                .invoke(taken -> failing = false)
                .onFailure()
                .recoverWithItem(error -> {
                    if (!failing) {
                        LOG.warnf("The queue's history has a gap until the database answers again: %s", error);
                    }
                    failing = true;
                    return false;
                })
                .replaceWithVoid();
    }
}
