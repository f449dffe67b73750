package io.taskforge.api.sweep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.system.Backlog;
import io.taskforge.model.system.Backlogs;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What waits, as metrics. Every replica reads and tells the same, so whoever adds replicas up counts twice. A scrape reads nothing: it is told
 * what was read last, and nothing at all (NaN) while the database does not answer.
 */
@ApplicationScoped
public class BacklogGauges {

    /** With its jitter, no more often than every 16 s. */
    private static final Duration INTERVAL = Duration.ofSeconds(20);

    private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(10);

    private final Backlogs backlogs;
    private final Counter read;
    private final Counter unread;
    private final Rounds rounds;

    /** Null while nobody knows. */
    private volatile Backlog latest;

    BacklogGauges(Backlogs backlogs, MeterRegistry meters, Vertx vertx) {
        this.backlogs = backlogs;
        this.rounds = new Rounds(vertx, INTERVAL, this::look);
        this.read = reads(meters, "done");
        this.unread = reads(meters, "failed");
        jobs(meters, JobStatus.QUEUED, Backlog::queued);
        jobs(meters, JobStatus.RUNNING, Backlog::running);
        jobs(meters, JobStatus.CANCELLING, Backlog::cancelling);
        age(
                meters,
                "taskforge.queue.oldest",
                "How long the next job to be claimed has been waiting for a worker.",
                Backlog::claimable);
        age(
                meters,
                "taskforge.outbox.oldest",
                "How long the first message that the broker has not confirmed has been due.",
                Backlog::oldestOutbox);
        gauge(
                meters,
                "taskforge.outbox.messages",
                "Messages that are due and that the broker has not confirmed.",
                Backlog::outbox);
        gauge(meters, "taskforge.callbacks.due", "Callbacks that are due and not under way.", Backlog::callbacks);
    }

    void start(@Observes StartupEvent start) {
        rounds.begin();
    }

    void stop(@Observes ShutdownEvent stop) {
        rounds.stop();
    }

    /** Reads once; fails never. */
    Uni<Void> look() {
        return Uni.createFrom()
                .deferred(backlogs::now)
                .ifNoItem()
                .after(DATABASE_PATIENCE)
                .fail()
                .invoke(found -> {
                    latest = found;
                    read.increment();
                })
                .onFailure()
                .recoverWithItem(error -> {
                    latest = null;
                    unread.increment();
                    return null;
                })
                .replaceWithVoid();
    }

    private void jobs(MeterRegistry meters, JobStatus status, Function<Backlog, Integer> count) {
        Gauge.builder("taskforge.jobs", () -> known(count.andThen(Integer::doubleValue)))
                .description(
                        "Jobs that have not ended, by status; no more than " + Backlog.COUNTED_TO + " are counted.")
                .tag("status", status.word())
                .register(meters);
    }

    private void gauge(MeterRegistry meters, String name, String what, Function<Backlog, Integer> count) {
        Gauge.builder(name, () -> known(count.andThen(Integer::doubleValue)))
                .description(what + " No more than " + Backlog.COUNTED_TO + " are counted.")
                .register(meters);
    }

    private void age(MeterRegistry meters, String name, String what, Function<Backlog, Optional<Duration>> age) {
        Gauge.builder(name, () -> known(backlog -> seconds(age.apply(backlog))))
                .description(what)
                .baseUnit("seconds")
                .register(meters);
    }

    private double known(Function<Backlog, Double> figure) {
        Backlog backlog = latest;
        return backlog == null ? Double.NaN : figure.apply(backlog);
    }

    private static double seconds(Optional<Duration> age) {
        return age.map(Duration::toMillis).orElse(0L) / 1_000.0;
    }

    private static Counter reads(MeterRegistry meters, String outcome) {
        return Counter.builder("taskforge.backlog.reads")
                .description("How often the database was asked what waits.")
                .tag("outcome", outcome)
                .register(meters);
    }
}
