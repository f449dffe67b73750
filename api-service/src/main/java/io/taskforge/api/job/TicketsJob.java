package io.taskforge.api.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.taskforge.api.failure.ShownJob;
import io.taskforge.model.job.CallbackState;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.schema.TicketSchemas;
import java.time.Duration;
import java.util.Map;

/**
 * A job in its wire shape, {@code tickets.job.v1}. Members without a value are left out.
 *
 * @param pollAfterMs when asking again makes sense; left out once the job is terminal
 * @param queuePosition jobs before it, counted to at most 1,000
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TicketsJob(
        String schemaVersion,
        String jobId,
        String status,
        boolean terminal,
        String title,
        String statusUrl,
        String resultUrl,
        String eventsUrl,
        String createdAt,
        String updatedAt,
        String startedAt,
        String finishedAt,
        String cancelRequestedAt,
        String expiresAt,
        String resultExpiresAt,
        Long pollAfterMs,
        Integer queuePosition,
        int attempt,
        JobProgress progress,
        JobError error,
        Callback callback,
        Map<String, String> metadata)
        implements ShownJob {

    /**
     * What became of the message that the job has ended.
     *
     * @param attempts made so far
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Callback(
            String url,
            String status,
            int attempts,
            Integer lastStatusCode,
            String lastAttemptAt,
            String nextAttemptAt) {

        private static Callback of(CallbackState state) {
            return state == null
                    ? null
                    : new Callback(
                            state.url(),
                            state.status().word(),
                            state.attempts(),
                            state.lastStatusCode(),
                            WireTime.of(state.lastAttemptAt()),
                            WireTime.of(state.nextAttemptAt()));
        }
    }

    private static final String JOBS = "/tickets/v1/jobs/";

    private static final Duration POLL_QUEUED = Duration.ofSeconds(5);
    private static final Duration POLL_SOONEST = Duration.ofSeconds(3);
    private static final Duration POLL_LATEST = Duration.ofSeconds(15);

    /** A poll for each quarter of what is left. */
    private static final int POLLS_LEFT = 4;

    private static final JobProgress STARTING = new JobProgress(JobProgress.Phase.PREPARING, 0, 0, null);

    public static TicketsJob of(Job job) {
        boolean queued = job.status() == JobStatus.QUEUED;
        String statusUrl = JOBS + job.id();
        Duration pollAfter = pollAfter(job);
        return new TicketsJob(
                TicketSchemas.Name.JOB.version(),
                job.id().toString(),
                job.status().word(),
                job.status().terminal(),
                job.title(),
                statusUrl,
                statusUrl + "/result",
                statusUrl + "/events",
                WireTime.of(job.createdAt()),
                WireTime.of(job.updatedAt()),
                WireTime.of(job.startedAt()),
                WireTime.of(job.finishedAt()),
                WireTime.of(job.cancelRequestedAt()),
                queued ? WireTime.of(job.expiresAt()) : null,
                WireTime.of(job.resultExpiresAt()),
                pollAfter == null ? null : pollAfter.toMillis(),
                job.queuePosition(),
                job.attempt(),
                progress(job),
                job.error(),
                Callback.of(job.callback()),
                job.metadata());
    }

    /** For {@code Retry-After}; null once the job is terminal. */
    @JsonIgnore
    public Duration retryAfter() {
        return pollAfterMs == null ? null : Duration.ofMillis(pollAfterMs);
    }

    private static JobProgress progress(Job job) {
        return switch (job.status()) {
            // What an earlier attempt had reached is not where this one stands.
            case QUEUED -> JobProgress.WAITING;
            case RUNNING, CANCELLING -> job.progress() == null ? STARTING : job.progress();
            case COMPLETED, FAILED, CANCELLED, EXPIRED -> job.progress();
        };
    }

    private static Duration pollAfter(Job job) {
        return switch (job.status()) {
            case QUEUED -> POLL_QUEUED;
            case RUNNING -> whileRunning(job);
            case CANCELLING -> POLL_SOONEST;
            case COMPLETED, FAILED, CANCELLED, EXPIRED -> null;
        };
    }

    /** From what the run took so far, up to its last heartbeat: both times are the database's. */
    private static Duration whileRunning(Job job) {
        int percent = job.progress() == null ? 0 : job.progress().percent();
        if (percent == 0 || job.startedAt() == null) {
            return POLL_QUEUED;
        }
        Duration soFar = Duration.between(job.startedAt(), job.updatedAt());
        Duration next = soFar.multipliedBy(100L - percent).dividedBy((long) percent * POLLS_LEFT);
        if (next.compareTo(POLL_SOONEST) < 0) {
            return POLL_SOONEST;
        }
        return next.compareTo(POLL_LATEST) > 0 ? POLL_LATEST : Duration.ofSeconds(next.toSeconds());
    }
}
