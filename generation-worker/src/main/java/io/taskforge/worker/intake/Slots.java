package io.taskforge.worker.intake;

import io.taskforge.model.failpoint.Failpoint;
import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.log.LineIds;
import io.taskforge.worker.lease.DatabaseSilent;
import io.taskforge.worker.lease.LeasedRun;
import io.taskforge.worker.lease.StopReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The jobs that this worker runs at once. A slot is free, or taken by somebody who claims for it, or runs jobs; who takes one
 * releases it, or starts a job on it, which does.
 */
@ApplicationScoped
public class Slots {

    private static final Logger LOG = Logger.getLogger(Slots.class);

    /** How long the hand-backs may take once the drain is over. */
    private static final Duration HAND_BACK = Duration.ofSeconds(8);

    private final JobStore store;
    private final JobPolicy policy;
    private final IntakeConfig config;
    private final RunBody body;
    private final LongSupplier nanoTime;
    private final Semaphore free;

    /** Each with whether its slot was given to others although it still runs. */
    private final Map<LeasedRun, AtomicBoolean> running = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeats").daemon().factory());

    private final CountDownLatch stopping = new CountDownLatch(1);

    private volatile Runnable released = () -> {};

    /** When a slot last stopped running jobs while all others ran some. */
    private volatile long idleSince;

    @Inject
    Slots(JobStore store, JobPolicy policy, IntakeConfig config, RunBody body) {
        this(store, policy, config, body, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock */
    Slots(JobStore store, JobPolicy policy, IntakeConfig config, RunBody body, LongSupplier nanoTime) {
        this.store = store;
        this.policy = policy;
        this.config = config;
        this.body = body;
        this.nanoTime = nanoTime;
        this.idleSince = nanoTime.getAsLong();
        this.free = new Semaphore(config.slots());
    }

    /** @param action what follows whenever a slot is free again */
    void whenReleased(Runnable action) {
        released = action;
    }

    /** Takes a free slot for whoever asks; false when there is none, or the worker stops. */
    boolean take() {
        if (stopping() || !free.tryAcquire()) {
            return false;
        }
        if (stopping()) {
            free.release();
            return false;
        }
        return true;
    }

    /** Gives back a slot that was taken and runs nothing. */
    void release() {
        free.release();
        released.run();
    }

    /** How many slots could take a job now. */
    int free() {
        return stopping() ? 0 : free.availablePermits();
    }

    /** How many run a job now; runs whose slots went to others are not counted twice. */
    int busy() {
        return Math.min(config.slots(), running.size());
    }

    /** Whether at least one slot has run nothing for so long. */
    boolean idleFor(Duration least) {
        return running.size() < config.slots() && nanoTime.getAsLong() - idleSince >= least.toNanos();
    }

    boolean stopping() {
        return stopping.getCount() == 0;
    }

    /** @throws InterruptedException when the worker stops meanwhile */
    void pause(Duration duration) throws InterruptedException {
        if (stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the worker stops");
        }
    }

    /**
     * Runs the job on a slot that was taken, and after it what waits, until nothing does; then the slot is free. Returns at once.
     *
     * @param next takes the job that was submitted first; an exception counts as nothing
     */
    void start(ClaimedJob job, Supplier<Optional<ClaimedJob>> next) {
        Thread.ofVirtual().name("job-" + job.lease().jobId()).start(() -> runUntilNoneWaits(job, next));
    }

    private void runUntilNoneWaits(ClaimedJob first, Supplier<Optional<ClaimedJob>> next) {
        boolean ours = true;
        try {
            Optional<ClaimedJob> job = Optional.of(first);
            while (job.isPresent()) {
                ours = run(job.get());
                job = !ours || stopping() ? Optional.empty() : next.get();
            }
        } catch (RuntimeException e) {
            LOG.warnf("could not take the next job: %s", e.getMessage());
        } finally {
            if (ours) {
                release();
            }
        }
    }

    /** @return whether the slot is still this thread's */
    private boolean run(ClaimedJob job) {
        try (LineIds ids = LineIds.of(job.lease().jobId(), job.trace())) {
            return runUnderItsName(job);
        }
    }

    private boolean runUnderItsName(ClaimedJob job) {
        Failpoint.WORKER_AFTER_CLAIM.pass();
        AtomicBoolean givenUp = new AtomicBoolean();
        try (LeasedRun run = LeasedRun.open(job, store, policy, timer, nanoTime)) {
            running.put(run, givenUp);
            try {
                if (stopping()) {
                    run.stop(StopReason.SHUTDOWN);
                }
                body.run(run);
            } finally {
                ended(run);
            }
        } catch (DatabaseSilent e) {
            LOG.warnf(
                    "job %s: how its run ended could not be written, and it is run again: %s",
                    job.lease().jobId(), e.getMessage());
        } catch (RuntimeException e) {
            // The lease runs out by itself, and the job is run again.
            LOG.errorf(e, "job %s: the run could not be ended", job.lease().jobId());
        }
        return givenUp.compareAndSet(false, true);
    }

    private void ended(LeasedRun run) {
        boolean wasFull = running.size() >= config.slots();
        running.remove(run);
        if (wasFull) {
            idleSince = nanoTime.getAsLong();
        }
    }

    /** The job's row may have news for its run. */
    void newsOf(JobId id) {
        running.keySet().stream()
                .filter(run -> run.job().lease().jobId().equals(id))
                .forEach(LeasedRun::beatNow);
    }

    /**
     * Frees the slots of runs that do not stop although they were told to: what their jobs come to is decided without them, and a call
     * that hangs for ever must not take a slot for ever. No more of them at once than there are slots; whoever has so many has
     * another trouble, and should not add to it.
     */
    void giveUpStuck() {
        running.forEach((run, givenUp) -> {
            boolean few = running.values().stream().filter(AtomicBoolean::get).count() < config.slots();
            if (few && run.stuck() && givenUp.compareAndSet(false, true)) {
                try (LineIds ids =
                        LineIds.of(run.job().lease().jobId(), run.job().trace())) {
                    LOG.errorf(
                            "job %s: its run does not stop although it was told to; its slot goes to others",
                            run.job().lease().jobId());
                }
                release();
            }
        });
    }

    /** Interrupted is not failed: lets the runs finish for a while, beating on, then gives back what is left. */
    void drain() throws InterruptedException {
        stopping.countDown();
        if (!free.tryAcquire(config.slots(), config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
            running.keySet().forEach(run -> run.stop(StopReason.SHUTDOWN));
            if (!free.tryAcquire(config.slots(), HAND_BACK.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%d runs could not be handed back; their leases expire", running.size());
            }
        }
        timer.shutdownNow();
    }
}
