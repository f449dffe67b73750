package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * What time takes from jobs that have ended. Each method is one guarded statement over a batch of rows; it skips rows that somebody
 * else has locked, touches no job that has not ended, and says how many it found. All time is the database's. What an administrator
 * takes before its time is one job's, waits for whoever has locked it, and says what became of it.
 *
 * <p>Every statement locks the job before what belongs to it, so that two of them cannot wait for each other.
 */
@ApplicationScoped
public class Retention {

    /** $1 how long it is kept, ms, $2 rows at most. */
    static final String INPUT_TIMES_PASSED = """
            with c as (
              select id from job
              where finished_at < now() - $1::bigint * interval '1 ms' and finished_at is not null and input_erased_at is null
              order by finished_at limit $2::int for update skip locked),
            u as (update job set title = null, input_erased_at = now() from c where job.id = c.id returning job.id),
            i as (update job_input set spec = null from u where job_id = u.id),
            a as (delete from model_answer using u where job_id = u.id)
            select id from u""";

    /** Drafts and a model's answers go with them. The last event stays: with it, whoever follows the job later still learns that it has ended. */
    private static final String EVENTS_ERASED = """
            u as (update job set events_erased_at = now() from c where job.id = c.id returning job.id, event_seq),
            e as (delete from job_event using u where job_id = u.id and seq < u.event_seq),
            p as (delete from job_partial using u where job_id = u.id),
            a as (delete from model_answer using u where job_id = u.id)
            select id from u""";

    /** $1 rows at most. */
    static final String RESULT_TIMES_PASSED = """
            with c as (
              select job.id from job_result join job on job.id = job_id where job_result.expires_at < now()
              order by job_result.expires_at limit $1::int for update of job skip locked),
            r as (delete from job_result using c where job_id = c.id),
            """ + EVENTS_ERASED;

    /** $1 how long they are kept, ms, $2 rows at most. */
    static final String EVENT_TIMES_PASSED = """
            with c as (
              select id from job
              where status in ('failed', 'cancelled', 'expired') and events_erased_at is null
                and finished_at < now() - $1::bigint * interval '1 ms'
              order by finished_at limit $2::int for update skip locked),
            """ + EVENTS_ERASED;

    /** $1 how long it is kept, ms, $2 rows at most. Not before the result's time, which was promised when another policy held. */
    static final String RECORD_TIMES_PASSED = """
            with c as (
              select id from job
              where finished_at < now() - $1::bigint * interval '1 ms' and finished_at is not null
                and coalesce(result_expires_at < now(), true)
              order by finished_at limit $2::int for update skip locked)
            delete from job using c where job.id = c.id returning job.id""";

    /**
     * $1 job. All that the first three take in their time, and the result's time is up with it. The row stays, with the last event: whoever
     * asks for the job is told what retention would leave of it. The guard asks the row alone, which of two that wait for it the second
     * then sees as the first has left it; a result goes with the events, whoever takes them.
     */
    static final String ERASED_NOW = """
            with c as (
              select id from job
              where id = $1 and finished_at is not null and (input_erased_at is null or events_erased_at is null) for update),
            u as (
              update job set title = null, input_erased_at = coalesce(input_erased_at, now()),
                events_erased_at = coalesce(events_erased_at, now()),
                result_expires_at = case when result_expires_at > now() then now() else result_expires_at end
              from c where job.id = c.id returning job.id, event_seq),
            i as (update job_input set spec = null from u where job_id = u.id),
            r as (delete from job_result using u where job_id = u.id),
            e as (delete from job_event using u where job_id = u.id and seq < u.event_seq),
            p as (delete from job_partial using u where job_id = u.id),
            a as (delete from model_answer using u where job_id = u.id)
            select exists (select 1 from u) as erased, finished_at is not null as ended from job where id = $1""";

    private final Pool pool;
    private final RetentionPolicy policy;

    Retention(Pool pool, RetentionPolicy policy) {
        this.pool = pool;
        this.policy = policy;
    }

    /** Erases specifications and titles, and what a model wrote of them. A hash, the number of lines and the moment of erasing stay. */
    public Uni<Integer> inputTimesPassed(int atMost) {
        return found(INPUT_TIMES_PASSED, Tuple.of(ms(policy.input()), atMost));
    }

    /** Deletes results, each at the time that its client was told, and their jobs' events but the last. */
    public Uni<Integer> resultTimesPassed(int atMost) {
        return found(RESULT_TIMES_PASSED, Tuple.of(atMost));
    }

    /** Deletes the drafts and the events, but the last, of jobs that ended without a result. */
    public Uni<Integer> eventTimesPassed(int atMost) {
        return found(EVENT_TIMES_PASSED, Tuple.of(ms(policy.result()), atMost));
    }

    /** Deletes jobs with all that belongs to them; their idempotency keys are free again. */
    public Uni<Integer> recordTimesPassed(int atMost) {
        return found(RECORD_TIMES_PASSED, Tuple.of(ms(policy.job()), atMost));
    }

    /**
     * Erases the specification, the title, the result, the drafts and the events but the last of one job, before their time. Safe to ask
     * again.
     *
     * @param transaction of the caller, with whom it is done or not done
     */
    public Uni<EraseOutcome> erasedNow(SqlClient transaction, JobId id) {
        return transaction
                .preparedQuery(ERASED_NOW)
                .execute(Tuple.of(id.value()))
                .map(found -> {
                    if (found.size() == 0) {
                        return EraseOutcome.UNKNOWN;
                    }
                    Row job = found.iterator().next();
                    if (job.getBoolean("erased")) {
                        return EraseOutcome.ERASED;
                    }
                    return job.getBoolean("ended") ? EraseOutcome.NOTHING_LEFT : EraseOutcome.NOT_ENDED;
                });
    }

    private static long ms(Duration duration) {
        return duration.toMillis();
    }

    private Uni<Integer> found(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(RowSet::size);
    }
}
