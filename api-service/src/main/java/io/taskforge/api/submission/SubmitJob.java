package io.taskforge.api.submission;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.taskforge.api.callback.CallbackPolicy;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.dispatch.OutboxRelay;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.job.TicketsJob;
import io.taskforge.api.limit.ClientLimits;
import io.taskforge.model.failpoint.Failpoint;
import io.taskforge.model.job.Job;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobSpans;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.NewJob;
import io.taskforge.model.job.SubmitOutcome;
import io.taskforge.model.log.LineIds;
import io.taskforge.model.trace.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * A request on its way to being a durable job, whichever door it came through: check ▶ may the callback go there ▶ limit ▶ is its base
 * there ▶ store ▶ wake the relay; or, when it was only to be checked, estimate instead.
 */
@ApplicationScoped
public class SubmitJob {

    private static final Duration WHILE_JOBS_END = Duration.ofSeconds(5);

    /** What a valid request leads to. */
    public sealed interface Taken {}

    /**
     * A durable job.
     *
     * @param replayed whether an earlier request under the same key made it
     */
    public record Submitted(Job job, boolean replayed) implements Taken {}

    /** The request was only to be checked. Nothing was stored, and its key is as free as before. */
    public record Estimated(TicketsEstimate estimate) implements Taken {}

    private final RequestCheck check;
    private final CallbackPolicy callbacks;
    private final BaseJobCheck bases;
    private final EstimateJob estimateJob;
    private final ClientLimits limits;
    private final JobStore store;
    private final OutboxRelay relay;
    private final SubmissionCount count;
    private final Clock clock;

    SubmitJob(
            RequestCheck check,
            CallbackPolicy callbacks,
            BaseJobCheck bases,
            EstimateJob estimateJob,
            ClientLimits limits,
            JobStore store,
            OutboxRelay relay,
            SubmissionCount count,
            Clock clock) {
        this.check = check;
        this.callbacks = callbacks;
        this.bases = bases;
        this.estimateJob = estimateJob;
        this.limits = limits;
        this.store = store;
        this.relay = relay;
        this.count = count;
        this.clock = clock;
    }

    /**
     * Fails with every violation, with {@code callback_url_rejected}, with {@code idempotency_key_reused}, with
     * {@code base_job_unusable}, or because of a limit.
     *
     * @param request as {@code tickets.input.v1} describes it, not yet checked
     */
    public Uni<Taken> asked(CallingClient client, JsonNode request) {
        return asked(client, request, new IdempotencyKeyHeader.Absent());
    }

    Uni<Taken> asked(CallingClient client, JsonNode request, IdempotencyKeyHeader headerKey) {
        return count.counted(Uni.createFrom()
                .item(() -> check.newJob(client, request, headerKey))
                .flatMap(job ->
                        callbacks.admitted(job.callbackUrl(), client.terms()).replaceWith(job))
                .flatMap(job -> RequestCheck.validatesOnly(request) ? estimated(client, job) : limited(client, job)));
    }

    /** A job of which only the callback and the base have still to be asked after: one that is run once more. */
    Uni<Submitted> checked(CallingClient client, NewJob job) {
        return count.counted(
                callbacks.admitted(job.callbackUrl(), client.terms()).flatMap(admitted -> limited(client, job)));
    }

    /** As often as a client may read, and not as it may submit: it makes no work. */
    private Uni<Taken> estimated(CallingClient client, NewJob job) {
        return limits.reading(client)
                .<Uni<Taken>>map(refusal -> Uni.createFrom().failure(refusal))
                .orElseGet(() -> bases.refusal(job)
                        .invoke(refusal -> refusal.ifPresent(unusable -> {
                            throw unusable;
                        }))
                        .flatMap(usable -> estimateJob.of(job.spec()))
                        .map(Estimated::new));
    }

    private Uni<Submitted> limited(CallingClient client, NewJob job) {
        return limits.submitting(client)
                .map(refusal -> acceptedBefore(job, refusal))
                .orElseGet(() -> job.base().isEmpty() ? DatabaseCall.write(stored(job)) : storedOnItsBase(job))
                .map(this::submitted);
    }

    /** A retry of what was accepted gets its answer, also when its base has gone since. */
    private Uni<SubmitOutcome> storedOnItsBase(NewJob job) {
        return bases.refusal(job).flatMap(refusal -> refusal.map(unusable -> acceptedBefore(job, unusable))
                .orElseGet(() -> DatabaseCall.write(stored(job))));
    }

    /** A refusal is only for what is new: a retry of what was accepted gets its answer, or it would never end. */
    private Uni<SubmitOutcome> acceptedBefore(NewJob job, RequestFailure refusal) {
        return DatabaseCall.read(store.submittedBefore(job)).map(before -> before.orElseThrow(() -> refusal));
    }

    private Uni<SubmitOutcome> stored(NewJob job) {
        // Here, where the request is still the current span: what gathers submissions belongs to none of them.
        return store.submitted(job.within(TraceParent.current()))
                .invoke(SubmitJob::named)
                .call(outcome -> outcome instanceof SubmitOutcome.Accepted
                        ? Failpoint.API_AFTER_COMMIT.passed().invoke(relay::wake)
                        : Uni.createFrom().voidItem());
    }

    /** From here on the request's lines and its span are found by the job, too. */
    private static void named(SubmitOutcome outcome) {
        if (outcome instanceof SubmitOutcome.Accepted accepted) {
            JobId job = accepted.job().id();
            LineIds.rest(job);
            Span.current().setAttribute(JobSpans.JOB_ID, job.toString());
        }
    }

    private Duration untilTomorrow() {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        return Duration.between(now, now.toLocalDate().plusDays(1).atStartOfDay(ZoneOffset.UTC));
    }

    /** @throws RequestFailure unless there is a job */
    Submitted submitted(SubmitOutcome outcome) {
        return switch (outcome) {
            case SubmitOutcome.Accepted accepted -> new Submitted(accepted.job(), false);
            case SubmitOutcome.Replayed replayed -> new Submitted(replayed.job(), true);
            case SubmitOutcome.KeyReused reused ->
                throw new RequestFailure(
                                FailureCode.IDEMPOTENCY_KEY_REUSED,
                                "This idempotency key was used for another request; use a new key for a new request.")
                        .withJob(TicketsJob.of(reused.job()));
            case SubmitOutcome.TooManyActive tooMany ->
                throw new RequestFailure(
                                FailureCode.ACTIVE_JOB_LIMIT_REACHED,
                                "This client may have %d jobs waiting or running; submit again when some have ended."
                                        .formatted(tooMany.limit()))
                        .retryAfter(WHILE_JOBS_END);
            case SubmitOutcome.DailyQuotaSpent spent ->
                throw new RequestFailure(
                                FailureCode.RATE_LIMITED,
                                "This client may submit %d jobs a day, by UTC; submit again tomorrow."
                                        .formatted(spent.limit()))
                        .retryAfter(untilTomorrow());
        };
    }
}
