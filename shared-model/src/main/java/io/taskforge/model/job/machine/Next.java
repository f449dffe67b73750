package io.taskforge.model.job.machine;

import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.machine.Decision.Bell;
import io.taskforge.model.job.machine.Decision.Moved;
import io.taskforge.model.job.machine.Decision.Noted;
import io.taskforge.model.job.machine.Decision.Written;
import io.taskforge.model.job.machine.JobState.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A state on the way to the next, and what is written on the way. */
final class Next {

    /** A job that goes back to the queue late in its time there is not to expire before anybody could take it. */
    private static final Duration IN_QUEUE_AGAIN_AT_LEAST = Duration.ofHours(1);

    private final Instant now;
    private final JobState before;
    private final List<Noted> events = new ArrayList<>();
    private JobStatus status;
    private int attempt;
    private int failures;
    private int crashes;
    private Optional<Held> lease;
    private Instant availableAt;
    private Optional<Instant> deadlineAt;
    private Instant expiresAt;
    private Optional<Instant> cancelRequestedAt;
    private Optional<Instant> finishedAt;
    private Optional<JobProgress> progress;
    private Optional<String> errorCode;
    private Optional<Bell> bell = Optional.empty();

    Next(JobState before, Instant now) {
        this.now = now;
        this.before = before;
        this.status = before.status();
        this.attempt = before.attempt();
        this.failures = before.failures();
        this.crashes = before.crashes();
        this.lease = before.lease();
        this.availableAt = before.availableAt();
        this.deadlineAt = before.deadlineAt();
        this.expiresAt = before.expiresAt();
        this.cancelRequestedAt = before.cancelRequestedAt();
        this.finishedAt = before.finishedAt();
        this.progress = before.progress();
        this.errorCode = before.errorCode();
    }

    Next running(Held by, Instant deadline) {
        status = JobStatus.RUNNING;
        attempt++;
        lease = Optional.of(by);
        deadlineAt = Optional.of(deadline);
        progress = Optional.empty();
        return this;
    }

    Next extended(Instant until) {
        lease = lease.map(held -> new Held(held.token(), until));
        return this;
    }

    Next told(JobProgress news) {
        progress = Optional.of(news);
        return this;
    }

    /** The run is over, whatever comes of the job. */
    Next released() {
        lease = Optional.empty();
        deadlineAt = Optional.empty();
        return this;
    }

    Next failure() {
        failures++;
        return this;
    }

    Next crash() {
        crashes++;
        return this;
    }

    /** @param pause the longest that it may be */
    Next queuedWithin(Duration pause) {
        status = JobStatus.QUEUED;
        availableAt = now.plus(pause);
        Instant again = availableAt.plus(IN_QUEUE_AGAIN_AT_LEAST);
        expiresAt = expiresAt.isAfter(again) ? expiresAt : again;
        bell = Optional.of(new Bell(now, availableAt));
        return this;
    }

    Next cancelAsked() {
        status = JobStatus.CANCELLING;
        cancelRequestedAt = Optional.of(now);
        return this;
    }

    Next completed() {
        status = JobStatus.COMPLETED;
        finishedAt = Optional.of(now);
        return this;
    }

    Next cancelled() {
        return ended(JobStatus.CANCELLED, "cancelled_by_client");
    }

    Next ended(JobStatus how, String error) {
        status = how;
        finishedAt = Optional.of(now);
        errorCode = Optional.of(error);
        return this;
    }

    /** An event, as the job stands by now. */
    Next noted(String type) {
        events.add(new Noted(before.eventSeq() + events.size() + 1, type, status, attempt));
        return this;
    }

    /** The move as a whole. */
    Moved made() {
        JobState after = new JobState(
                status,
                attempt,
                failures,
                crashes,
                lease,
                availableAt,
                deadlineAt,
                expiresAt,
                cancelRequestedAt,
                finishedAt,
                before.eventSeq() + events.size(),
                progress,
                errorCode,
                before.terms());
        return new Moved(after, new Written(events, bell, status == JobStatus.COMPLETED));
    }
}
