package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The one door to every transition of a job; each method is named after the event, is a single guarded statement, and says whether
 * it won. Zero rows is an ordinary answer: somebody else was first.
 *
 * <p>Methods that take a {@link Lease} are fenced: a worker that lost its lease changes nothing. All time is the database's.
 */
@ApplicationScoped
public class JobStore {

    /** Class 22 of the SQL standard. */
    private static final String DATA_EXCEPTION = "22";

    private final Pool pool;
    private final JobRows rows;
    private final JobPolicy policy;
    private final RetentionPolicy retention;
    private final Submissions submissions;

    JobStore(Pool pool, JobRows rows, JobPolicy policy, RetentionPolicy retention) {
        this.pool = pool;
        this.rows = rows;
        this.policy = policy;
        this.retention = retention;
        this.submissions = new Submissions(pool, rows, policy);
    }

    /**
     * Makes the job durable, with its input, its first event and the bell to ring; or finds the one that its key already made; or says
     * which limit of the client stands in the way. A key that made a job is answered with it whatever the limits.
     */
    public Uni<SubmitOutcome> submitted(NewJob job) {
        return submissions.submitted(job);
    }

    /** What the client's key made, if anything: for a submission that is not let in for now, and yet may be a retry of one that was. */
    public Uni<Optional<SubmitOutcome>> submittedBefore(NewJob job) {
        return submissions.firstUse(job);
    }

    /** The same, for a submission of which no job can be made any more. */
    public Uni<Optional<SubmitOutcome>> submittedBefore(ClientId client, String idempotencyKey, byte[] requestHash) {
        return submissions.firstUse(client, idempotencyKey, requestHash);
    }

    /** Takes the job for this worker; empty when it is not waiting (any more). Waits for whoever else has the row. */
    public Uni<Optional<ClaimedJob>> claimed(JobId id, String worker) {
        return one(
                        JobSql.CLAIMED,
                        Tuple.of(worker, leaseMs(), policy.runDeadline().toMillis(), id.value()))
                .map(row -> row.map(rows::claimed));
    }

    /** Takes, of the jobs that may run now, the one submitted first; empty when none waits. */
    public Uni<Optional<ClaimedJob>> claimedNext(String worker) {
        return one(
                        JobSql.CLAIMED_NEXT,
                        Tuple.of(worker, leaseMs(), policy.runDeadline().toMillis()))
                .map(row -> row.map(rows::claimed));
    }

    /** What a claimed job builds on; empty when the result of that is gone. */
    public Uni<Optional<BaseJob>> baseOf(JobId id) {
        return one(JobSql.BASE_OF_JOB, Tuple.of(id.value())).map(row -> row.map(rows::baseJob));
    }

    /** Extends the lease and shows the progress. */
    public Uni<HeartbeatOutcome> heartbeat(Lease lease, Optional<JobProgress> progress) {
        return heartbeat(lease, progress, NewDrafts.NONE);
    }

    /**
     * Extends the lease, shows the progress, tells of drafts and keeps them for the case that the job has no result. Asked again when
     * the answer got lost, it may tell of a draft twice; whoever hears of it twice has the same draft.
     */
    public Uni<HeartbeatOutcome> heartbeat(Lease lease, Optional<JobProgress> progress, NewDrafts drafts) {
        return one(
                        JobSql.HEARTBEAT,
                        Tuple.from(Arrays.asList(
                                lease.jobId().value(),
                                lease.token(),
                                leaseMs(),
                                progress.map(rows::write).orElse(null),
                                drafts.tickets().toArray(String[]::new),
                                drafts.soFar().map(NewDrafts.Partial::body).orElse(null),
                                drafts.soFar()
                                        .map(soFar -> Buffer.buffer(Sha256.of(soFar.body())))
                                        .orElse(null),
                                drafts.soFar().map(NewDrafts.Partial::tickets).orElse(null))))
                .map(found -> found.map(row -> row.getBoolean("cancelling")
                                ? HeartbeatOutcome.CANCEL_REQUESTED
                                : row.getBoolean("overdue") ? HeartbeatOutcome.OVERDUE : HeartbeatOutcome.KEPT)
                        .orElse(HeartbeatOutcome.LOST));
    }

    /** Whether the database will not have what it was given, now or later: as opposed to one that did not answer. */
    public static boolean refused(Throwable failure) {
        return failure instanceof PgException refusal
                && refusal.getSqlState() != null
                && refusal.getSqlState().startsWith(DATA_EXCEPTION);
    }

    /**
     * Stores the result and ends the job. Safe to ask again when the answer got lost.
     *
     * @param attempt the run's number, as it was claimed
     * @param result the canonical result as it will be served
     * @return false when the lease was lost or the client cancelled: nothing was written
     */
    public Uni<Boolean> completed(Lease lease, int attempt, String result, JobProgress progress) {
        return one(
                        JobSql.COMPLETED,
                        Tuple.from(Arrays.asList(
                                lease.jobId().value(),
                                lease.token(),
                                result,
                                Buffer.buffer(Sha256.of(result)),
                                rows.write(progress),
                                attempt,
                                retention.result().toMillis())))
                .map(Optional::isPresent);
    }

    /** Ends the run by a failure; the job waits for another one when it may help and the budget allows. */
    public Uni<FailureOutcome> failed(Lease lease, JobError error, boolean retry) {
        return one(
                        JobSql.FAILED,
                        Tuple.from(Arrays.asList(
                                lease.jobId().value(),
                                lease.token(),
                                rows.write(error),
                                retry,
                                policy.failuresAtMost(),
                                policy.backoffBase().toMillis(),
                                policy.backoffCap().toMillis())))
                .map(found -> found.map(row -> switch (JobStatus.of(row.getString("status"))) {
                            case QUEUED -> FailureOutcome.RETRIED;
                            case FAILED -> FailureOutcome.FAILED;
                            case CANCELLED -> FailureOutcome.CANCELLED;
                            case RUNNING, CANCELLING, COMPLETED, EXPIRED ->
                                throw new IllegalStateException(
                                        "a failed run cannot lead to " + row.getString("status"));
                        })
                        .orElse(FailureOutcome.LOST));
    }

    /** Gives an unfinished job back, because the worker stops. No budget pays for it. */
    public Uni<Boolean> handedBack(Lease lease) {
        return one(JobSql.HANDED_BACK, Tuple.of(lease.jobId().value(), lease.token()))
                .map(Optional::isPresent);
    }

    /** Ends a cancelled run; false when it was not being cancelled under this lease. */
    public Uni<Boolean> cancelAcknowledged(Lease lease) {
        return one(JobSql.CANCEL_ACKNOWLEDGED, Tuple.of(lease.jobId().value(), lease.token()))
                .map(Optional::isPresent);
    }

    /** Cancels on behalf of the client that owns the job. */
    public Uni<CancelOutcome> cancelRequested(ClientId client, JobId id) {
        return cancelRequested(client, id, false);
    }

    /** The same, asked for by an administrator, which the job's error then says. */
    public Uni<CancelOutcome> cancelRequestedByAdmin(ClientId client, JobId id) {
        return cancelRequested(client, id, true);
    }

    private Uni<CancelOutcome> cancelRequested(ClientId client, JobId id, boolean byAdmin) {
        return one(JobSql.CANCEL_REQUESTED, Tuple.of(client.value(), id.value(), byAdmin))
                .flatMap(changed -> changed.map(
                                row -> Uni.createFrom().<CancelOutcome>item(new CancelOutcome.Cancelled(rows.job(row))))
                        .orElseGet(() -> asItStands(client, id)));
    }

    private Uni<CancelOutcome> asItStands(ClientId client, JobId id) {
        return one(JobSql.OF_CLIENT, Tuple.of(client.value(), id.value())).map(found -> found.map(rows::job)
                .map(job -> switch (job.status()) {
                    case CANCELLING, CANCELLED -> new CancelOutcome.Cancelled(job);
                    case QUEUED, RUNNING, COMPLETED, FAILED, EXPIRED -> new CancelOutcome.TooLate(job);
                })
                .orElseGet(CancelOutcome.Unknown::new));
    }

    /** Requeues, or ends, the jobs of workers that fell silent. */
    public Uni<Integer> leasesExpired(int atMost) {
        JobError poison = new JobError(
                "worker_lost",
                "The job ended with its worker %d times, so it is not tried again.".formatted(policy.crashesAtMost()),
                true);
        return all(
                        JobSql.LEASES_EXPIRED,
                        Tuple.of(
                                policy.crashesAtMost(),
                                policy.backoffBase().toMillis(),
                                policy.backoffCap().toMillis(),
                                atMost,
                                rows.write(poison)))
                .invoke(lost -> lost.forEach(job -> swept(job, "lease expired")))
                .map(RowSet::size);
    }

    /** Ends cancelled jobs whose worker did not acknowledge. */
    public Uni<Integer> cancelGracesPassed(int atMost) {
        return all(JobSql.CANCEL_GRACES_PASSED, Tuple.of(policy.cancelGrace().toMillis(), atMost))
                .invoke(ended -> ended.forEach(job -> swept(job, "cancel grace passed")))
                .map(RowSet::size);
    }

    /** Fails jobs that run past their deadline although their worker, which is told by its heartbeat, should have ended them. */
    public Uni<Integer> deadlinesPassed(int atMost) {
        Duration grace = policy.heartbeat().multipliedBy(3);
        return all(
                        JobSql.DEADLINES_PASSED,
                        Tuple.of(
                                grace.toMillis(),
                                atMost,
                                rows.write(JobError.GENERATION_TIMEOUT),
                                rows.write(JobError.BUDGET_EXHAUSTED)))
                .invoke(ended -> ended.forEach(job -> swept(job, "deadline passed")))
                .map(RowSet::size);
    }

    /** Expires jobs that nobody took in time. */
    public Uni<Integer> queueTimesPassed(int atMost) {
        JobError error =
                new JobError("queue_ttl_exceeded", "No worker took the job before its time in the queue was up.", true);
        return all(JobSql.QUEUE_TIMES_PASSED, Tuple.of(atMost, rows.write(error)))
                .invoke(ended -> ended.forEach(job -> swept(job, "queue time passed")))
                .map(RowSet::size);
    }

    private long leaseMs() {
        return policy.lease().toMillis();
    }

    private Uni<Optional<Row>> one(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(found -> {
            var iterator = found.iterator();
            return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
        });
    }

    private Uni<RowSet<Row>> all(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters);
    }

    /** Else a trace would show a run that never ends, or two, and nothing that says why. */
    private static void swept(Row job, String why) {
        JobSpans.happened(JobSpans.of(new JobId(job.getUUID("id")), JobRows.trace(job), why)
                .setAttribute(JobSpans.ATTEMPT, (long) job.getInteger("attempt"))
                .setAttribute(JobSpans.STATUS, job.getString("status")));
    }
}
