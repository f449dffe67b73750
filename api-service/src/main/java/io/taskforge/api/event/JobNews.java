package io.taskforge.api.event;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.drain.Draining;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.job.JobEvents;
import io.taskforge.model.job.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Tells those who wait for something to happen to a job that it did. However many wait, one statement at each poll asks for all of
 * them; nobody waits, nothing is asked.
 */
@ApplicationScoped
class JobNews {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Between two questions to a database that is away. */
    private static final Duration AWAY = Duration.ofSeconds(1);

    /** @param until of {@link System#nanoTime()} */
    private record Waiting(JobId job, int known, long until, UniEmitter<? super Boolean> told) {}

    private final JobEvents events;
    private final EventsConfig config;
    private final Draining draining;
    private final Timers timers;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asking = new AtomicBoolean();

    /** Since when the database does not answer, and when it was last asked; only touched by one poll at a time. */
    private volatile Long awaySince;

    private volatile long lastAsked;

    JobNews(JobEvents events, EventsConfig config, Draining draining, Timers timers) {
        this.events = events;
        this.config = config;
        this.draining = draining;
        this.timers = timers;
    }

    void start(@Observes StartupEvent start) {
        timers.every(config.poll(), timer -> ask());
    }

    /** Before the framework waits for open requests to end, which streams would not do by themselves. */
    void stop(@Observes ShutdownDelayInitiatedEvent stop) {
        waiting.forEach(each -> each.told().fail(endedEarly()));
    }

    /**
     * True as soon as the job has an event after the known one, or is gone; false when it had none for a heartbeat. Fails when the
     * database is away for too long, and when the service stops.
     */
    Uni<Boolean> of(JobId job, int known) {
        return Uni.createFrom().emitter(told -> {
            var mine = new Waiting(
                    job, known, System.nanoTime() + config.heartbeat().toNanos(), told);
            told.onTermination(() -> waiting.remove(mine));
            waiting.add(mine);
            if (draining.begun()) {
                told.fail(endedEarly());
            }
        });
    }

    /** What ends a stream before the job has ended. */
    static RequestFailure endedEarly() {
        return new RequestFailure(
                        FailureCode.SERVICE_UNAVAILABLE,
                        "The stream ended before the job did; open it again after the last event that arrived.")
                .retryAfter(SOON);
    }

    int waiting() {
        return waiting.size();
    }

    /** One question at a time: a database that is away answers late. */
    private void ask() {
        boolean tooSoon = awaySince != null && System.nanoTime() - lastAsked < AWAY.toNanos();
        if (waiting.isEmpty() || tooSoon || !asking.compareAndSet(false, true)) {
            return;
        }
        lastAsked = System.nanoTime();
        List<Waiting> asked = List.copyOf(waiting);
        Set<JobId> jobs = asked.stream().map(Waiting::job).collect(Collectors.toUnmodifiableSet());
        DatabaseCall.read(Uni.createFrom().deferred(() -> events.newest(jobs)))
                .onTermination()
                .invoke(() -> asking.set(false))
                .subscribe()
                .with(newest -> answered(asked, newest), error -> unanswered());
    }

    private void answered(Collection<Waiting> asked, Map<JobId, Integer> newest) {
        awaySince = null;
        for (Waiting each : asked) {
            Integer sequence = newest.get(each.job());
            if (sequence == null || sequence > each.known()) {
                each.told().complete(true);
            }
        }
        endSilence();
    }

    private void unanswered() {
        long now = System.nanoTime();
        Long since = awaySince;
        if (since == null) {
            awaySince = now;
        } else if (now - since > config.outage().toNanos()) {
            waiting.forEach(each -> each.told().fail(endedEarly()));
        }
        endSilence();
    }

    private void endSilence() {
        long now = System.nanoTime();
        waiting.stream().filter(each -> now - each.until() >= 0).forEach(each -> each.told()
                .complete(false));
    }
}
