package io.taskforge.worker.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskforge.model.failpoint.Failpoint;
import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobStore;
import io.taskforge.worker.lease.LeasedRun;
import io.taskforge.worker.lease.StopReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The jobs that this worker runs at once. A slot that is done takes the job that has waited longest, and only when none waits it
 * is free for the next ring.
 */
@ApplicationScoped
public class Slots {

    private static final Logger LOG = Logger.getLogger(Slots.class);

    /** Longer than the pool's own bounds together: a claim whose outcome nobody waited for would cost a lease and a crash. */
    private static final Duration STATEMENT = Duration.ofSeconds(25);

    /** Holding a ring keeps it for this worker; much longer, and another worker should have it. */
    private static final Duration RING_HELD = Duration.ofSeconds(60);

    /** How long the hand-backs may take once the drain is over. */
    private static final Duration HAND_BACK = Duration.ofSeconds(8);

    /** Unique for each start of a process: a new one must never be taken for its predecessor. */
    private final String worker = ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();

    private final JobStore store;
    private final JobPolicy policy;
    private final IntakeConfig config;
    private final RunBody body;
    private final Semaphore free;
    private final Set<LeasedRun> running = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeats").daemon().factory());

    private final CountDownLatch stopping = new CountDownLatch(1);

    Slots(JobStore store, JobPolicy policy, IntakeConfig config, RunBody body) {
        this.store = store;
        this.policy = policy;
        this.config = config;
        this.body = body;
        this.free = new Semaphore(config.slots());
    }

    void start(@Observes StartupEvent event) {
        pollLater();
    }

    /**
     * Claims the job when a slot is free within {@link #RING_HELD}, and starts it. Otherwise lets the ring go: a slot that is done
     * takes what has waited longest, so no ring need wait for it, and brokers close the channel on one that waits too long.
     *
     * <p>Returns once the claim is decided, whichever way: the ring has done its work and may be acknowledged.
     *
     * @throws InterruptedException when the worker stops first; the ring belongs to another worker then
     */
    void ring(JobId id) throws InterruptedException {
        if (!free.tryAcquire(RING_HELD.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        if (stopping()) {
            free.release();
            throw new InterruptedException("the worker stops");
        }
        startOrRelease(() -> store.claimed(id, worker).await().atMost(STATEMENT));
    }

    /** @throws InterruptedException when the worker stops meanwhile */
    void pause(Duration duration) throws InterruptedException {
        if (stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the worker stops");
        }
    }

    private boolean stopping() {
        return stopping.getCount() == 0;
    }

    private void pollLater() {
        long interval = config.poll().toMillis();
        // Jittered, so that many workers do not ask in step.
        long delay = interval / 2 + ThreadLocalRandom.current().nextLong(interval);
        var unused =
                timer.schedule(() -> Thread.ofVirtual().name("poll").start(this::poll), delay, TimeUnit.MILLISECONDS);
    }

    private void poll() {
        try {
            boolean more = true;
            while (more && !stopping() && free.tryAcquire()) {
                more = startOrRelease(this::next);
            }
        } catch (RuntimeException e) {
            LOG.warnf("could not look for waiting jobs: %s", e.getMessage());
        } finally {
            if (!stopping()) {
                pollLater();
            }
        }
    }

    private Optional<ClaimedJob> next() {
        return store.claimedNext(worker).await().atMost(STATEMENT);
    }

    /**
     * Takes over the slot that the caller acquired: the claimed job's thread releases it at its end, or this does when none was
     * claimed.
     *
     * @return whether a job was claimed
     */
    private boolean startOrRelease(Supplier<Optional<ClaimedJob>> claim) {
        boolean started = false;
        try {
            Optional<ClaimedJob> claimed = claim.get();
            claimed.ifPresent(
                    job -> Thread.ofVirtual().name("job-" + job.lease().jobId()).start(() -> runUntilNoneWaits(job)));
            started = claimed.isPresent();
            return started;
        } finally {
            if (!started) {
                free.release();
            }
        }
    }

    private void runUntilNoneWaits(ClaimedJob first) {
        try {
            Optional<ClaimedJob> job = Optional.of(first);
            while (job.isPresent()) {
                run(job.get());
                job = stopping() ? Optional.empty() : next();
            }
        } catch (RuntimeException e) {
            LOG.warnf("could not take the next job: %s", e.getMessage());
        } finally {
            free.release();
        }
    }

    private void run(ClaimedJob job) {
        Failpoint.WORKER_AFTER_CLAIM.pass();
        try (LeasedRun run = LeasedRun.open(job, store, policy, timer, System::nanoTime)) {
            running.add(run);
            try {
                if (stopping()) {
                    run.stop(StopReason.SHUTDOWN);
                }
                body.run(run);
            } finally {
                running.remove(run);
            }
        } catch (RuntimeException e) {
            // The lease runs out by itself, and the job is run again.
            LOG.errorf(e, "job %s: the run could not be ended", job.lease().jobId());
        }
    }

    /** Interrupted is not failed: lets the runs finish for a while, then gives back what is left. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        if (!free.tryAcquire(config.slots(), config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
            running.forEach(run -> run.stop(StopReason.SHUTDOWN));
            if (!free.tryAcquire(config.slots(), HAND_BACK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%d runs could not be handed back; their leases expire", running.size());
            }
        }
        // Whoever still waits for a slot is let through, to find that the worker stops.
        free.release(config.slots());
        timer.shutdownNow();
    }
}
