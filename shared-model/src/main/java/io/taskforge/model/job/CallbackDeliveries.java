package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Callbacks that were written with the end of their jobs ({@link JobStore}) and wait to be delivered. Any replica may attempt one: a row
 * is leased for as long as an attempt may take, never locked, and what came of the attempt is written under the lease's token. An
 * attempt whose replica died was none: the row comes back by itself, at the same place of its schedule.
 */
@ApplicationScoped
public class CallbackDeliveries {

    /** $1 lease ms, $2 clients that are passed over. */
    private static final String LEASED = """
            with c as (
              select job_id from callback_delivery
              where due_at <= now() and (claimed_until is null or claimed_until < now())
                and not exists (select 1 from job where id = job_id and client_id = any ($2))
              order by due_at, job_id limit 1 for update skip locked),
            u as (
              update callback_delivery set claimed_until = now() + $1::bigint * interval '1 ms', claim_token = gen_random_uuid(),
                asked_again = false
              from c where callback_delivery.job_id = c.job_id
              returning callback_delivery.job_id, webhook_id, claim_token, round_attempts)
            select %s, webhook_id, claim_token, round_attempts, now() as leased_at, trace_parent,
              webhook_secret, secret_before, callback_hosts
            from u join job on job.id = u.job_id join (
              select id as owner, webhook_secret, callback_hosts,
                case when webhook_secret_rotated_at > now() - interval '1 day' then webhook_secret_before end as secret_before
              from client) k on owner = client_id""".formatted(JobSql.JOB_COLUMNS);

    /**
     * $1 job, $2 claim, $3 status, $4 ms to the next attempt or null, $5 status code or null, $6 when it began, $7 outcome, $8 ms it
     * took. A redelivery that was asked for meanwhile stays asked for, whatever the attempt says.
     */
    private static final String ENDED = """
            with u as (
              update callback_delivery set claimed_until = null, claim_token = null, asked_again = false, attempts = attempts + 1,
                round_attempts = case when asked_again then 0 else round_attempts + 1 end,
                status = case when asked_again then 'pending' else $3 end,
                due_at = case when asked_again then now() else now() + $4::bigint * interval '1 ms' end,
                last_status_code = $5::int, last_attempt_at = $6
              where job_id = $1 and claim_token = $2 returning job_id, attempts),
            a as (insert into callback_attempt (job_id, number, at, outcome, status_code, duration_ms)
                  select job_id, attempts, $6, $7, $5::int, $8::int from u)
            select job_id from u""";

    /** $1 client, $2 job. An attempt that is under way keeps its lease, so that asking often starts nothing twice. */
    private static final String REDELIVERY_ASKED = """
            update callback_delivery set status = 'pending', due_at = now(), round_attempts = 0, asked_again = claim_token is not null
            from job where job.id = job_id and job_id = $2 and client_id = $1 returning job_id""";

    /** $1 client, $2 secret, sealed. Two that make one at the same time agree on the first. */
    private static final String SECRET_MADE =
            "update client set webhook_secret = coalesce(webhook_secret, $2) where id = $1 returning webhook_secret";

    private final Pool pool;
    private final JobRows rows;
    private final JobQueries queries;

    CallbackDeliveries(Pool pool, JobRows rows, JobQueries queries) {
        this.pool = pool;
        this.rows = rows;
        this.queries = queries;
    }

    /**
     * Takes the callback that has been due longest.
     *
     * @param forAttempt how long nobody else may take it
     * @param passedOver clients whose callbacks wait, because enough of theirs are under way
     */
    public Uni<Optional<DueCallback>> leased(Duration forAttempt, Collection<ClientId> passedOver) {
        UUID[] clients = passedOver.stream().map(ClientId::value).toArray(UUID[]::new);
        return one(LEASED, Tuple.of(forAttempt.toMillis(), clients)).map(found -> found.map(this::due));
    }

    private DueCallback due(Row row) {
        return new DueCallback(
                rows.job(row),
                row.getString("webhook_id"),
                row.getUUID("claim_token"),
                row.getInteger("round_attempts"),
                row.getOffsetDateTime("leased_at").toInstant(),
                bytes(row, "webhook_secret"),
                bytes(row, "secret_before"),
                JobRows.trace(row),
                Optional.ofNullable(row.getArrayOfStrings("callback_hosts")).map(List::of));
    }

    private static Optional<byte[]> bytes(Row row, String column) {
        var value = row.getBuffer(column);
        return value == null ? Optional.empty() : Optional.of(value.getBytes());
    }

    /** The receiver has it. False, as of the methods below: the lease was lost, and nothing was written. */
    public Uni<Boolean> delivered(DueCallback callback, CallbackAttempt attempt) {
        return ended(callback, attempt, CallbackState.Status.DELIVERED, null);
    }

    /** It did not arrive, and is tried again after the pause. */
    public Uni<Boolean> failedFor(Duration pause, DueCallback callback, CallbackAttempt attempt) {
        return ended(callback, attempt, CallbackState.Status.RETRYING, pause.toMillis());
    }

    /** It did not arrive, and was the last attempt. */
    public Uni<Boolean> givenUp(DueCallback callback, CallbackAttempt attempt) {
        return ended(callback, attempt, CallbackState.Status.FAILED, null);
    }

    /** The receiver is gone for good. */
    public Uni<Boolean> disabled(DueCallback callback, CallbackAttempt attempt) {
        return ended(callback, attempt, CallbackState.Status.DISABLED, null);
    }

    private Uni<Boolean> ended(
            DueCallback callback, CallbackAttempt attempt, CallbackState.Status status, Long pauseMs) {
        return one(
                        ENDED,
                        Tuple.from(Arrays.asList(
                                callback.job().id().value(),
                                callback.claim(),
                                status.word(),
                                pauseMs,
                                attempt.statusCode(),
                                callback.leasedAt().atOffset(ZoneOffset.UTC),
                                attempt.outcome().word(),
                                (int) attempt.took().toMillis())))
                .map(Optional::isPresent);
    }

    /**
     * Makes the callback due at once, with its whole schedule before it, on behalf of the client that owns the job. While an attempt is
     * under way its end is waited for, and another follows whatever it says.
     */
    public Uni<RedeliveryOutcome> redeliveryAsked(ClientId client, JobId id) {
        return one(REDELIVERY_ASKED, Tuple.of(client.value(), id.value()))
                .flatMap(changed -> queries.job(client, id))
                .map(found -> found.map(CallbackDeliveries::asItStands).orElseGet(RedeliveryOutcome.Unknown::new));
    }

    /** A job that has ended has its callback due, if any: if not by us, then by the end that has just come in between. */
    private static RedeliveryOutcome asItStands(Job job) {
        if (job.callback() == null) {
            return new RedeliveryOutcome.NotConfigured(job);
        }
        return job.status().terminal() ? new RedeliveryOutcome.Due(job) : new RedeliveryOutcome.NotTerminal(job);
    }

    /**
     * Gives a client that has no secret one.
     *
     * @param sealed what is stored if it still has none
     * @return what it has now, sealed
     */
    public Uni<byte[]> secretMade(ClientId client, byte[] sealed) {
        return one(SECRET_MADE, Tuple.of(client.value(), Buffer.buffer(sealed)))
                .map(found -> found.orElseThrow().getBuffer("webhook_secret").getBytes());
    }

    private Uni<Optional<Row>> one(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(found -> {
            var iterator = found.iterator();
            return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
        });
    }
}
