package io.taskforge.api.dispatch;

import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.broker.BrokerSpans;
import io.taskforge.model.broker.DispatchMessage;
import io.taskforge.model.broker.Outbox;
import io.taskforge.model.failpoint.Failpoint;
import io.taskforge.model.job.JobSpans;
import io.taskforge.model.trace.TraceParent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Publishes what waits in the outbox: at once when woken after a commit, and by a poll, which finds what a wake-up missed, what
 * another replica left behind and what was not confirmed. One pass at a time; nothing that goes wrong ends it.
 *
 * <p>A pass leases rows, rings for each, and marks those that the broker confirmed. No lock and no transaction is open meanwhile: the
 * lease alone keeps other relays away, and lasts longer than the ringing. While the broker does not confirm anything, be it away or
 * full, passes shrink to one message that probes it: more would only wait.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** For each statement; marking may take as long, on top of publishing, before another relay takes the rows over. */
    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(5);

    /** Whether a pass runs, and whether something came while it did. */
    private enum Pass {
        NONE,
        RUNS,
        RUNS_AND_WOKEN,
        STOPPED
    }

    /** What became of a pass's messages. */
    private record Rung(int leased, List<DispatchMessage> confirmed, List<DispatchMessage> unconfirmed, String error) {}

    private record Ring(DispatchMessage message, Throwable error) {}

    private final Outbox outbox;
    private final JobBell bell;
    private final PublishMeter meter;
    private final DispatchConfig config;
    private final Vertx vertx;
    private final Timers timers;
    private final AtomicReference<Pass> pass = new AtomicReference<>(Pass.NONE);

    /** Of its own: what it does must not run under the request that woke it. */
    private Context context;

    /** Only changed on the context. */
    private volatile boolean brokerAway;

    // Only touched on the context.
    private boolean databaseAway;

    OutboxRelay(Outbox outbox, JobBell bell, PublishMeter meter, DispatchConfig config, Vertx vertx, Timers timers) {
        this.outbox = outbox;
        this.bell = bell;
        this.meter = meter;
        this.config = config;
        this.vertx = vertx;
        this.timers = timers;
    }

    void start(@Observes StartupEvent start) {
        context = vertx.getOrCreateContext();
        meter.watch(this);
        timers.every(config.poll(), timer -> beginPass());
    }

    void stop(@Observes ShutdownEvent stop) {
        pass.set(Pass.STOPPED);
    }

    /** Whether the broker confirmed what it was last given; also while nothing was given to it yet. */
    public boolean brokerConfirms() {
        return !brokerAway;
    }

    /** Something was committed to the outbox. Returns at once. A broker that is away is probed by the poll, however much comes. */
    public void wake() {
        if (!brokerAway) {
            beginPass();
        }
    }

    private void beginPass() {
        Pass before = pass.getAndUpdate(now -> switch (now) {
            case NONE -> Pass.RUNS;
            case RUNS, RUNS_AND_WOKEN -> Pass.RUNS_AND_WOKEN;
            case STOPPED -> Pass.STOPPED;
        });
        if (before == Pass.NONE) {
            context.runOnContext(ignored -> run());
        }
    }

    /** Deferred: also what is thrown on the way to a pass must end it, or no other would ever begin. */
    private void run() {
        Uni.createFrom().deferred(this::passOnce).subscribe().with(this::ended, error -> {
            noteDatabase(error);
            ended(false);
        });
    }

    /** @param more whether rows may be left that are due now */
    private void ended(boolean more) {
        Pass before = pass.getAndUpdate(now -> switch (now) {
            case RUNS -> more ? Pass.RUNS : Pass.NONE;
            case RUNS_AND_WOKEN -> Pass.RUNS;
            case NONE, STOPPED -> now;
        });
        if (before == Pass.RUNS_AND_WOKEN || (before == Pass.RUNS && more)) {
            context.runOnContext(ignored -> run());
        }
    }

    private Uni<Boolean> passOnce() {
        int atMost = brokerAway ? 1 : config.inFlight();
        Duration lease = config.publishTimeout().plus(DATABASE_PATIENCE);
        return bounded(outbox.leased(atMost, lease))
                .flatMap(this::ringAll)
                .call(rung ->
                        rung.confirmed().isEmpty() ? Uni.createFrom().voidItem() : Failpoint.RELAY_BEFORE_MARK.passed())
                .flatMap(rung -> bounded(marked(rung)).replaceWith(rung))
                .map(rung -> {
                    databaseAway = false;
                    noteBroker(rung);
                    return !brokerAway && rung.leased() == atMost;
                });
    }

    private Uni<Rung> ringAll(List<DispatchMessage> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndMerge(this::ring)
                .collect()
                .asList()
                .map(rings -> new Rung(
                        messages.size(),
                        rings.stream()
                                .filter(ring -> ring.error() == null)
                                .map(Ring::message)
                                .toList(),
                        rings.stream()
                                .filter(ring -> ring.error() != null)
                                .map(Ring::message)
                                .toList(),
                        rings.stream()
                                .filter(ring -> ring.error() != null)
                                .map(ring -> String.valueOf(ring.error()))
                                .findFirst()
                                .orElse("")));
    }

    /** Its own timeout: a broker that stands still or is full confirms nothing, and nothing else would end the wait. */
    private Uni<Ring> ring(DispatchMessage message) {
        long begun = System.nanoTime();
        Span publish = BrokerSpans.publish(message).startSpan();
        DispatchMessage traced = message.under(TraceParent.of(publish));
        CompletableFuture<Void> confirm =
                Uni.createFrom().deferred(() -> bell.ring(traced)).subscribeAsCompletionStage();
        // A copy: what gives up waiting would cancel the original, and with it the news that comes late.
        return Uni.createFrom()
                .completionStage(confirm.copy())
                .ifNoItem()
                .after(brokerAway ? config.probeTimeout() : config.publishTimeout())
                .fail()
                .onFailure(TimeoutException.class)
                .invoke(() -> hearLate(confirm))
                .onItemOrFailure()
                .invoke((confirmed, error) -> {
                    meter.published(System.nanoTime() - begun, error);
                    JobSpans.end(publish, error);
                })
                .call(Failpoint.RELAY_AFTER_PUBLISH::passed)
                .map(confirmed -> new Ring(message, null))
                .onFailure()
                .recoverWithItem(error -> new Ring(message, error))
                .emitOn(task -> context.runOnContext(ignored -> task.run()));
    }

    /** A broker that is slower than a probe waits is there all the same. */
    private void hearLate(CompletableFuture<Void> confirm) {
        var unused = confirm.thenRun(() -> context.runOnContext(ignored -> {
            noteConfirmed();
            wake();
        }));
    }

    private Uni<Void> marked(Rung rung) {
        Uni<Void> published =
                rung.confirmed().isEmpty() ? Uni.createFrom().voidItem() : outbox.published(rung.confirmed());
        return rung.unconfirmed().isEmpty()
                ? published
                : published.flatMap(done -> outbox.notPublished(rung.unconfirmed()));
    }

    private static <T> Uni<T> bounded(Uni<T> call) {
        return call.ifNoItem().after(DATABASE_PATIENCE).fail();
    }

    private void noteBroker(Rung rung) {
        if (!rung.confirmed().isEmpty()) {
            noteConfirmed();
        } else if (!rung.unconfirmed().isEmpty() && !brokerAway) {
            brokerAway = true;
            LOG.warnf(
                    "The broker did not confirm %d messages; they stay in the outbox and are tried again: %s",
                    rung.unconfirmed().size(), rung.error());
        }
    }

    private void noteConfirmed() {
        if (brokerAway) {
            brokerAway = false;
            LOG.info("The broker confirms again; waiting messages are published.");
        }
    }

    private void noteDatabase(Throwable error) {
        if (!databaseAway && pass.get() != Pass.STOPPED) {
            databaseAway = true;
            LOG.warnf("The outbox cannot be read; the next poll tries again: %s", error);
        }
    }
}
