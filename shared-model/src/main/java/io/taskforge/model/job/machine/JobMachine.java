package io.taskforge.model.job.machine;

import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.machine.Decision.Refused;
import io.taskforge.model.job.machine.JobState.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The rules of a job's life as a function. What a state does not let happen is {@link Refused}, which is an ordinary answer. */
public final class JobMachine {

    /** Beats that a worker has to see a passed deadline itself. */
    private static final int BEATS_OF_GRACE = 3;

    /** More would overflow some day, and are beyond every cap. */
    private static final int DOUBLINGS_AT_MOST = 30;

    private final JobPolicy policy;

    public JobMachine(JobPolicy policy) {
        this.policy = policy;
    }

    /** @param now by the one clock that all times of the state are of */
    public Decision decide(JobState state, Event event, Instant now) {
        return switch (event) {
            case Event.Claimed claimed -> claimed(state, claimed.token(), now);
            case Event.Fenced fenced -> state.heldBy(fenced.token()) ? saidByWorker(state, fenced, now) : new Refused();
            case Event.CancelRequested ignored -> cancelRequested(state, now);
            case Event.LeaseExpired ignored -> leaseExpired(state, now);
            case Event.CancelGracePassed ignored -> cancelGracePassed(state, now);
            case Event.DeadlinePassed ignored -> deadlinePassed(state, now);
            case Event.QueueTimePassed ignored -> queueTimePassed(state, now);
        };
    }

    private Decision claimed(JobState state, UUID token, Instant now) {
        if (state.status() != JobStatus.QUEUED
                || state.availableAt().isAfter(now)
                || !state.expiresAt().isAfter(now)) {
            return new Refused();
        }
        Duration deadline = state.terms().runDeadline().orElse(policy.runDeadline());
        return new Next(state, now)
                .running(new Held(token, now.plus(policy.lease())), now.plus(deadline))
                .noted("claimed")
                .made();
    }

    /** Whatever the clock says: a worker has its lease until a sweeper takes it away. */
    private Decision saidByWorker(JobState state, Event.Fenced event, Instant now) {
        boolean cancelling = state.status() == JobStatus.CANCELLING;
        return switch (event) {
            case Event.Heartbeat beat -> beaten(state, beat, now);
            // A client that cancelled must not be handed a result.
            case Event.Completed done ->
                cancelling
                        ? new Refused()
                        : new Next(state, now)
                                .released()
                                .told(done.progress())
                                .completed()
                                .noted("completed")
                                .made();
            case Event.Failed failed -> failed(state, failed, now);
            case Event.HandedBack ignored -> {
                Next released = new Next(state, now).released();
                yield (cancelling ? released.cancelled() : released.queuedWithin(Duration.ZERO))
                        .noted("handed_back")
                        .made();
            }
            case Event.CancelAcknowledged ignored ->
                cancelling
                        ? new Next(state, now)
                                .released()
                                .cancelled()
                                .noted("cancelled")
                                .made()
                        : new Refused();
        };
    }

    private Decision beaten(JobState state, Event.Heartbeat beat, Instant now) {
        Next next = new Next(state, now).extended(now.plus(policy.lease()));
        for (int draft = 0; draft < beat.drafts(); draft++) {
            next.noted("draft");
        }
        if (beat.progress().isPresent() && !beat.progress().equals(state.progress())) {
            next.told(beat.progress().get()).noted("progress");
        }
        return next.made();
    }

    private Decision failed(JobState state, Event.Failed failed, Instant now) {
        Next released = new Next(state, now).released().failure();
        int atMost = state.terms().failuresAtMost().orElse(policy.failuresAtMost());
        if (state.status() == JobStatus.CANCELLING) {
            released.cancelled();
        } else if (failed.retry() && state.failures() + 1 < atMost) {
            released.queuedWithin(backoff(state.failures()));
        } else {
            released.ended(JobStatus.FAILED, failed.errorCode());
        }
        return released.noted("failed").made();
    }

    private static Decision cancelRequested(JobState state, Instant now) {
        return switch (state.status()) {
            case QUEUED ->
                new Next(state, now)
                        .cancelAsked()
                        .cancelled()
                        .noted("cancel_requested")
                        .made();
            case RUNNING ->
                new Next(state, now).cancelAsked().noted("cancel_requested").made();
            case CANCELLING, COMPLETED, FAILED, CANCELLED, EXPIRED -> new Refused();
        };
    }

    /** The first crash waits for nothing: one vanished worker says little about the job, the next one more. */
    private Decision leaseExpired(JobState state, Instant now) {
        if (!passed(state.lease().map(Held::until), now)) {
            return new Refused();
        }
        Next released = new Next(state, now).released().crash();
        if (state.status() == JobStatus.CANCELLING) {
            released.cancelled();
        } else if (state.crashes() + 1 >= policy.crashesAtMost()) {
            released.ended(JobStatus.FAILED, "worker_lost");
        } else {
            released.queuedWithin(state.crashes() == 0 ? Duration.ZERO : backoff(state.crashes() - 1));
        }
        return released.noted("lease_expired").made();
    }

    private Decision cancelGracePassed(JobState state, Instant now) {
        return state.status() == JobStatus.CANCELLING
                        && passed(state.cancelRequestedAt(), now.minus(policy.cancelGrace()))
                ? new Next(state, now).released().cancelled().noted("cancelled").made()
                : new Refused();
    }

    private Decision deadlinePassed(JobState state, Instant now) {
        if (state.status() != JobStatus.RUNNING
                || !passed(state.deadlineAt(), now.minus(policy.heartbeat().multipliedBy(BEATS_OF_GRACE)))) {
            return new Refused();
        }
        JobError error =
                state.terms().runDeadline().isPresent() ? JobError.BUDGET_EXHAUSTED : JobError.GENERATION_TIMEOUT;
        return new Next(state, now)
                .released()
                .failure()
                .ended(JobStatus.FAILED, error.code())
                .noted("deadline_passed")
                .made();
    }

    private static Decision queueTimePassed(JobState state, Instant now) {
        return state.status() == JobStatus.QUEUED && passed(Optional.of(state.expiresAt()), now)
                ? new Next(state, now)
                        .ended(JobStatus.EXPIRED, "queue_ttl_exceeded")
                        .noted("expired")
                        .made()
                : new Refused();
    }

    private static boolean passed(Optional<Instant> moment, Instant now) {
        return moment.isPresent() && moment.get().isBefore(now);
    }

    /** The longest pause before the next run: doubled with each one that went wrong before, up to the cap. */
    private Duration backoff(int before) {
        Duration cap = policy.backoffCap();
        Duration doubled = policy.backoffBase().multipliedBy(1L << Math.min(before, DOUBLINGS_AT_MOST));
        return doubled.compareTo(cap) < 0 ? doubled : cap;
    }
}
