package io.taskforge.worker.lease;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.failpoint.Failpoint;
import io.taskforge.model.job.BaseJob;
import io.taskforge.model.job.ClaimedJob;
import io.taskforge.model.job.FailureOutcome;
import io.taskforge.model.job.HeartbeatOutcome;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.NewDrafts;
import io.taskforge.model.log.LineIds;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A run that must be closed. While it is open it beats; when a beat says stop, it interrupts the thread that opened it, once, and
 * remembers why. It ends by exactly one of {@link #completed}, {@link #failed}, {@link #stopped}.
 *
 * <p>Used by the thread that opened it; {@link #stop} may be called from any thread.
 */
public final class LeasedRun implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeasedRun.class);

    /** Progress is written at most this often; a heartbeat that is due goes with it. */
    private static final Duration TICK = Duration.ofMillis(500);

    /** How often a thread is interrupted that goes on: something on its way may have swallowed the first. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** Who goes on for so long after the first interrupt hears none. */
    private static final Duration STUCK = Duration.ofSeconds(30);

    /** A statement that takes longer is given up; the next one carries the same fence. */
    private static final Duration STATEMENT = Duration.ofSeconds(10);

    private final ClaimedJob job;
    private final JobStore store;
    private final JobPolicy policy;
    private final LongSupplier nanoTime;
    private final Thread drafting = Thread.currentThread();
    private final AtomicReference<StopReason> stopReason = new AtomicReference<>();
    private final Unwritten unwritten = new Unwritten();
    private final ScheduledFuture<?> ticking;

    /** The latest beat; done once it was answered or given up. */
    private CompletableFuture<HeartbeatOutcome> beat = CompletableFuture.completedFuture(HeartbeatOutcome.KEPT);

    /** Whether the latest beat got no answer: a database that is away is not asked at every tick. */
    private boolean missed;

    private long lastBeatSent;
    private long lastBeatHeard;

    /** Whether somebody says that the row has news. */
    private boolean asked;

    private long stoppedAt;
    private long lastInterrupt;
    private boolean closed;

    private LeasedRun(
            ClaimedJob job, JobStore store, JobPolicy policy, ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.job = job;
        this.store = store;
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.lastBeatSent = nanoTime.getAsLong();
        this.lastBeatHeard = lastBeatSent;
        this.ticking = timer.scheduleAtFixedRate(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Starts to beat for a job that the calling thread is about to draft.
     *
     * @param nanoTime a monotonic clock, used for nothing but how long the database has been silent
     */
    public static LeasedRun open(
            ClaimedJob job, JobStore store, JobPolicy policy, ScheduledExecutorService timer, LongSupplier nanoTime) {
        return new LeasedRun(job, store, policy, timer, nanoTime);
    }

    public ClaimedJob job() {
        return job;
    }

    /** Shows progress, soon; the newest wins. */
    public void progress(JobProgress progress) {
        unwritten.progressed(progress);
    }

    /**
     * Tells of a draft, soon, and keeps what was drafted so far in case the job does not complete.
     *
     * @param ticket its JSON
     * @param soFar asked for at most once at each beat, on a thread of its own; empty when there is nothing worth keeping;
     *     does not throw
     */
    public void drafted(String ticket, Supplier<Optional<NewDrafts.Partial>> soFar) {
        unwritten.drafted(ticket, soFar);
    }

    /** Interrupts the drafting, again and again until it ends; the first reason stays. */
    public synchronized void stop(StopReason reason) {
        if (!closed && stopReason.compareAndSet(null, reason)) {
            stoppedAt = nanoTime.getAsLong();
            lastInterrupt = stoppedAt;
            drafting.interrupt();
        }
    }

    /** Whether the drafting goes on although it was interrupted for half a minute. */
    public synchronized boolean stuck() {
        return !closed && stopReason.get() != null && nanoTime.getAsLong() - stoppedAt > STUCK.toNanos();
    }

    /** Beats out of turn, because the row may have news. Whoever says so may be wrong: the row decides. */
    public synchronized void beatNow() {
        asked = true;
        tick();
    }

    /** Why the drafting was interrupted; empty while nothing asked for it. */
    public Optional<StopReason> stopReason() {
        return Optional.ofNullable(stopReason.get());
    }

    /** What the job builds on, as the database has it now; empty when the result of that is gone, or the job builds on none. */
    public Optional<BaseJob> base() {
        return job.base().flatMap(id -> insist(() -> store.baseOf(job.lease().jobId())));
    }

    /** Stores the result; false when the lease was lost or the client cancelled, and nothing was written. */
    public boolean completed(String result, JobProgress progress) {
        quiet();
        settle();
        Failpoint.WORKER_BEFORE_COMPLETE_COMMIT.pass();
        boolean won = insist(() -> store.completed(job.lease(), job.attempt(), result, progress)
                .call(Failpoint.WORKER_AFTER_COMPLETE_COMMIT::passed));
        if (!won) {
            stopped();
        }
        return won;
    }

    /** Ends the run by a failure. */
    public FailureOutcome failed(JobError error, boolean retry) {
        quiet();
        writeDrafts();
        return insist(() -> store.failed(job.lease(), error, retry));
    }

    /** Ends a run that was interrupted, or whose job was cancelled in the last moment, as the reason wants it. */
    public void stopped() {
        quiet();
        switch (stopReason().orElse(StopReason.CANCELLED)) {
            case CANCELLED -> {
                writeDrafts();
                boolean acknowledged = insist(() -> store.cancelAcknowledged(job.lease()));
                LOG.infof(
                        "job %s: %s",
                        job.lease().jobId(), acknowledged ? "cancel acknowledged" : "no longer ours, nothing written");
            }
            case OVERDUE -> failed(overdue(), false);
            case SHUTDOWN -> {
                writeDrafts();
                boolean handedBack = insist(() -> store.handedBack(job.lease()));
                LOG.infof("job %s: %s", job.lease().jobId(), handedBack ? "handed back" : "no longer ours at shutdown");
            }
            case LEASE_LOST ->
                LOG.warnf("job %s: lease lost, nothing written", job.lease().jobId());
        }
    }

    /** What a run fails with that goes on past its deadline. */
    public JobError overdue() {
        return job.hasOwnDeadline() ? JobError.BUDGET_EXHAUSTED : JobError.GENERATION_TIMEOUT;
    }

    /** Stops the beats. A run that was not ended keeps its lease until that expires, and is then run again. */
    @Override
    public void close() {
        quiet();
    }

    /** Waits for the beat that is under way, so that it does not come after the write that ends the run. */
    private void settle() {
        CompletableFuture<HeartbeatOutcome> last;
        synchronized (this) {
            last = beat;
        }
        // However it went: what did not get through was put back.
        var unused = last.exceptionally(failure -> HeartbeatOutcome.KEPT).join();
    }

    /** Nobody can write them once the run has ended. That they do not get through must not keep it from ending. */
    private void writeDrafts() {
        settle();
        Unwritten.News rest = unwritten.taken();
        if (!rest.hasDrafts()) {
            return;
        }
        try {
            NewDrafts drafts = rest.newDrafts();
            insist(() -> store.heartbeat(job.lease(), rest.progress(), drafts));
        } catch (RuntimeException e) {
            LOG.warnf("job %s: its last drafts are lost: %s", job.lease().jobId(), e.getMessage());
        }
    }

    /**
     * Asks until the database answers or the lease must have run out: a run that took minutes is not thrown away for a connection
     * that broke at its end. Every such statement carries the fence, so that asking twice changes nothing twice.
     *
     * @throws DatabaseSilent when it did not answer for that long
     */
    private <T> T insist(Supplier<Uni<? extends T>> statement) {
        return Uni.createFrom()
                .<T>deferred(statement)
                .ifNoItem()
                .after(STATEMENT)
                .fail()
                .onFailure()
                .invoke(this::sayNotThrough)
                .onFailure(failure -> !JobStore.refused(failure))
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(2))
                .expireIn(policy.lease().toMillis())
                .onFailure(failure -> !JobStore.refused(failure))
                .transform(spent -> new DatabaseSilent(spent.getCause() == null ? spent : spent.getCause()))
                .await()
                .indefinitely();
    }

    /** On a thread of the driver's. */
    private void sayNotThrough(Throwable failure) {
        try (LineIds ids = LineIds.of(job.lease().jobId(), job.trace())) {
            LOG.warnf(
                    "job %s: a statement of the run did not get through: %s",
                    job.lease().jobId(), failure.getMessage());
        }
    }

    /** No more beats and no more interrupts: what follows is the write that ends the run. */
    private synchronized void quiet() {
        closed = true;
        ticking.cancel(false);
        // The interrupt has done its work; left standing it would break the statement that ends the run.
        boolean interrupted = Thread.interrupted();
        if (interrupted && stopReason.get() == null) {
            stopReason.set(StopReason.SHUTDOWN);
        }
    }

    private synchronized void tick() {
        if (closed) {
            return;
        }
        long now = nanoTime.getAsLong();
        if (stopReason.get() != null && now - lastInterrupt >= AGAIN.toNanos()) {
            lastInterrupt = now;
            drafting.interrupt();
        }
        if (now - lastBeatHeard > policy.lease().toNanos()) {
            stop(StopReason.LEASE_LOST);
            return;
        }
        boolean due = asked || now - lastBeatSent >= policy.heartbeat().toNanos();
        if (beat.isDone() && (due || (!missed && !unwritten.isEmpty()))) {
            beat(now);
        }
    }

    private void beat(long now) {
        lastBeatSent = now;
        asked = false;
        Unwritten.News news = unwritten.taken();
        // A result is not made on the thread that beats for every run of this worker.
        Executor at = news.hasDrafts() ? Thread::startVirtualThread : Runnable::run;
        beat = Uni.createFrom()
                .deferred(() -> store.heartbeat(job.lease(), news.progress(), news.newDrafts()))
                .runSubscriptionOn(at)
                .ifNoItem()
                .after(STATEMENT)
                .fail()
                .onItem()
                .invoke(outcome -> heard(now, outcome))
                .onFailure()
                .invoke(failure -> missed(news, failure))
                .subscribeAsCompletionStage();
    }

    private synchronized void heard(long sentAt, HeartbeatOutcome outcome) {
        lastBeatHeard = sentAt;
        missed = false;
        switch (outcome) {
            case KEPT -> {}
            case CANCEL_REQUESTED -> stop(StopReason.CANCELLED);
            case OVERDUE -> stop(StopReason.OVERDUE);
            case LOST -> stop(StopReason.LEASE_LOST);
        }
    }

    private synchronized void missed(Unwritten.News news, Throwable failure) {
        missed = true;
        try (LineIds ids = LineIds.of(job.lease().jobId(), job.trace())) {
            LOG.warnf("job %s: a heartbeat did not get through: %s", job.lease().jobId(), failure.getMessage());
        }
        if (!JobStore.refused(failure)) {
            unwritten.putBack(news);
        }
    }
}
