package io.taskforge.model.job;

/**
 * The statements behind {@link JobStore} and {@link JobQueries}, one per transition. Each stays under 2,048 characters: the client
 * does not cache longer ones as prepared statements (a test counts).
 *
 * <p>What takes rows as arrays has one of them in a select of its own, which hides its length: seeing how few rows come, PostgreSQL
 * finds no general plan as cheap as one for just as many, and makes a new one each time, for longer than the statement then takes.
 */
final class JobSql {

    private JobSql() {}

    static final String JOB_COLUMNS = """
            id, client_id, title, status, attempt, progress::text as progress, error::text as error, metadata::text as metadata,
            created_at, updated_at, started_at, finished_at, cancel_requested_at, expires_at, result_expires_at, callback_url""";

    /** What became of a job's callback. The join's columns have names of their own, so that the job's need no qualifying. */
    static final String CALLBACK_JOINED = """
            left join (
              select job_id, status as callback_status, attempts as callback_attempts, last_status_code as callback_status_code,
                     last_attempt_at as callback_attempt_at, due_at as callback_due_at, xmin as callback_version
              from callback_delivery) d on d.job_id = job.id""";

    static final String JOB_AND_CALLBACK = "job " + CALLBACK_JOINED;

    static final String CALLBACK_COLUMNS =
            "callback_status, callback_attempts, callback_status_code, callback_attempt_at, callback_due_at";

    /** Beside the rows that a transition changed ({@code u}): the callback of those that ended, in the same transaction. */
    private static final String CALLBACK_DUE = """
            cb as (insert into callback_delivery (job_id, webhook_id, due_at)
                   select id, 'msg_' || replace(uuid_v7_at(now())::text, '-', ''), now()
                   from u where callback_url is not null and finished_at is not null)""";

    /**
     * $1 client, $2 key, $3 request hash, $4 title, $5 options, $6 metadata, $7 queue expiry ms, $8 spec, $9 spec hash, $10 lines,
     * $11 callback URL or null, $12 active jobs at most or null, $13 jobs a day at most or null, $14 base job or null, $15 traceparent or
     * null.
     */
    static final String SUBMITTED = """
            with j as (
              insert into job (id, client_id, idempotency_key, request_hash, title, options, metadata, status,
                               created_at, updated_at, available_at, expires_at, callback_url, base_job_id, trace_parent)
              select uuid_v7_at(at), $1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, 'queued', at, at, at,
                     at + $7::bigint * interval '1 ms', $11, $14::uuid, $15
              from clock_timestamp() as at
              where ($12::int is null or (%s) < $12::int) and ($13::int is null or (%s) < $13::int)
              on conflict (client_id, idempotency_key) do nothing
              returning *),
            i as (insert into job_input (job_id, spec, spec_sha256, line_count) select id, $8, $9, $10::int from j),
            e as (insert into job_event (job_id, seq, type, status, attempt) select id, 1, 'submitted', status, 0 from j),
            o as (insert into outbox (job_id) select id from j)
            select %s from j""".formatted(active("$12"), today("$13"), JOB_COLUMNS);

    /**
     * As {@link #SUBMITTED}, for several at once: $1 to $6 and $8 to $15 are arrays. No two have the same client and key. Inserted in
     * one order, so that two such statements with keys in common wait for each other one way only. A limit lets through as many of a
     * client's as there is room for.
     */
    static final String SUBMITTED_TOGETHER = """
            with q as (
              select *, row_number() over (partition by client_id order by key) - 1 as before
              from unnest((select $1::uuid[]), $2::text[], $3::bytea[], $4::text[], $5::text[], $6::text[], $8::text[], $9::bytea[],
                          $10::int[], $11::text[], $12::int[], $13::int[], $14::uuid[], $15::text[])
                as t (client_id, key, hash, title, options, metadata, spec, spec_hash, lines, callback, active_max, daily_max, base,
                      trace)),
            j as (
              insert into job (id, client_id, idempotency_key, request_hash, title, options, metadata, status,
                               created_at, updated_at, available_at, expires_at, callback_url, base_job_id, trace_parent)
              select uuid_v7_at(at), client_id, key, hash, title, options::jsonb, metadata::jsonb, 'queued', at, at, at,
                     at + $7::bigint * interval '1 ms', callback, base, trace
              from q cross join lateral (select clock_timestamp() as at) as moment
              where (active_max is null or (%s) < active_max - before) and (daily_max is null or (%s) < daily_max - before)
              order by client_id, key
              on conflict (client_id, idempotency_key) do nothing
              returning *),
            i as (insert into job_input (job_id, spec, spec_sha256, line_count)
                  select id, q.spec, q.spec_hash, q.lines from j join q on (q.client_id, q.key) = (j.client_id, j.idempotency_key)),
            e as (insert into job_event (job_id, seq, type, status, attempt) select id, 1, 'submitted', status, 0 from j),
            o as (insert into outbox (job_id) select id from j)
            select %s, idempotency_key from j""".formatted(
                    active("active_max").replace("$1", "q.client_id"),
                    today("daily_max").replace("$1", "q.client_id"),
                    JOB_COLUMNS);

    /** $1 client, $2 active jobs at most or null, $3 jobs a day at most or null: which of them is reached. */
    static final String LIMITS_REACHED = """
            select coalesce((%s) >= $2::int, false) as active, coalesce((%s) >= $3::int, false) as daily""".formatted(active("$2"), today("$3"));

    /** $1 client: one submission at a time, where each may be the last that a limit lets through. */
    static final String SUBMISSIONS_LOCKED = "select pg_advisory_xact_lock(hashtextextended($1::uuid::text, 7))";

    /** Counts no further than the limit, and not at all without one. */
    private static String active(String limit) {
        return "select count(*) from (select 1 from job where client_id = $1"
                + " and status in ('queued', 'running', 'cancelling') limit " + limit + "::int) counted";
    }

    private static String today(String limit) {
        return "select count(*) from (select 1 from job where client_id = $1"
                + " and created_at >= date_trunc('day', now(), 'UTC') limit " + limit + "::int) counted";
    }

    /** $1 client, $2 key. */
    static final String FIRST_USE_OF_KEY =
            "select %s, %s, request_hash from %s where client_id = $1 and idempotency_key = $2"
                    .formatted(JOB_COLUMNS, CALLBACK_COLUMNS, JOB_AND_CALLBACK);

    /** $1 worker, $2 lease ms, $3 run deadline ms, and for one job $4 id. The event keeps who it was, which the row forgets. */
    private static final String CLAIM = """
            with c as (
              select id from job where status = 'queued' and available_at <= now() and expires_at > now() %s),
            u as (
              update job set status = 'running', attempt = attempt + 1, lease_token = gen_random_uuid(), lease_owner = $1,
                lease_until = now() + $2::bigint * interval '1 ms',
                deadline_at = now() + coalesce((options -> 'budget' ->> 'max_duration_seconds')::bigint * 1000, $3::bigint)
                              * interval '1 ms',
                started_at = coalesce(started_at, now()), updated_at = now(), progress = null, event_seq = event_seq + 1
              from c where job.id = c.id and status = 'queued' returning job.*),
            e as (insert into job_event (job_id, seq, type, status, attempt, detail)
                  select id, event_seq, 'claimed', status, attempt, jsonb_build_object('worker', lease_owner) from u)
            select u.id, u.lease_token, u.attempt, u.title, u.options::text as options, i.spec,
                   (extract(epoch from now() - u.created_at) * 1000)::bigint as queued_ms,
                   (extract(epoch from now() - u.available_at) * 1000)::bigint as dispatchable_ms, u.base_job_id, u.trace_parent
            from u join job_input i on i.job_id = u.id""";

    /** $1 id of a job that builds on another. Nothing when the other's result is gone, or was never its client's. */
    static final String BASE_OF_JOB = """
            select base.id, base.title, base.options::text as options, spec, body
            from job join job base on base.id = job.base_job_id and base.client_id = job.client_id
            join job_result r on r.job_id = base.id and r.expires_at > now()
            left join job_input i on i.job_id = base.id
            where job.id = $1""";

    /** Waits for who else has the row, and looks again: skipping it would lose the ring. */
    static final String CLAIMED = CLAIM.formatted("and id = $4 for update");

    /** By age, which a pause between two runs does not change: whoever came later is not served first. */
    static final String CLAIMED_NEXT = CLAIM.formatted("order by id limit 1 for update skip locked");

    /**
     * $1 id, $2 lease token, $3 lease ms, $4 progress or null, $5 drafts, $6 all drafts so far or null, $7 its hash, $8 how many. Drafts,
     * and progress that is news, are events, for those who watch: one insert, so that they are timed in the order of their numbers.
     * What an earlier run has kept stays until this one has as many.
     */
    static final String HEARTBEAT = """
            with c as (
              select id, $4::text::jsonb as news, $4::text::jsonb is distinct from progress and $4 is not null as told,
                cardinality($5::text[]) as drafted
              from job where id = $1 and lease_token = $2 and status in ('running', 'cancelling') for update),
            u as (
              update job set lease_until = now() + $3::bigint * interval '1 ms', updated_at = now(),
                progress = coalesce(c.news, progress), event_seq = event_seq + c.drafted + c.told::int
              from c where job.id = c.id and lease_token = $2
              returning job.*, c.told, event_seq - c.drafted - c.told::int as known),
            e as (insert into job_event (job_id, seq, type, status, attempt, detail)
                  select id, known + nth, 'draft', status, attempt, draft::jsonb
                  from u, unnest($5::text[]) with ordinality as drafts (draft, nth)
                  union all
                  select id, event_seq, 'progress', status, attempt, progress from u where told),
            p as (insert into job_partial (job_id, attempt, tickets, body, sha256)
                  select id, attempt, $8::int, $6, $7 from u where $6::text is not null
                  on conflict (job_id) do update set attempt = excluded.attempt, tickets = excluded.tickets, body = excluded.body,
                    sha256 = excluded.sha256, updated_at = now()
                  where job_partial.attempt = excluded.attempt or job_partial.tickets <= excluded.tickets)
            select status = 'cancelling' as cancelling, deadline_at <= now() as overdue from u""";

    /**
     * $1 id, $2 lease token, $3 body, $4 its hash, $5 progress, $6 attempt, $7 how long the result is kept, ms. Asked again, it finds
     * what its first answer lost. Whoever has a result needs no drafts.
     */
    static final String COMPLETED = """
            with u as (
              update job set status = 'completed', lease_token = null, lease_owner = null, lease_until = null,
                deadline_at = null, finished_at = now(), updated_at = now(), progress = $5::text::jsonb, event_seq = event_seq + 1,
                result_expires_at = now() + $7::bigint * interval '1 ms'
              where id = $1 and lease_token = $2 and status = 'running' returning *),
            r as (insert into job_result (job_id, attempt, body, sha256, expires_at)
                  select id, attempt, $3, $4, result_expires_at from u),
            p as (delete from job_partial using u where job_id = u.id),
            e as (insert into job_event (job_id, seq, type, status, attempt) select id, event_seq, 'completed', status, attempt from u),
            %s
            select id from u
            union all
            select job_id from job_result where job_id = $1 and attempt = $6::int and sha256 = $4""".formatted(CALLBACK_DUE);

    /**
     * Takes a job from its worker, or from the queue, other than by completion. One that goes back to the queue rings again.
     *
     * <p>Where it goes is decided where it is changed, from the columns of the row that is changed, and once: the row may have been
     * changed while the statement waited for it, and a cancel of that moment must not be lost. The pause is drawn once, too: two
     * moments follow from it.
     */
    private static final String RELEASED = """
            u as (
              update job set lease_token = null, lease_owner = null, lease_until = null, deadline_at = null,
                failures = failures + @failed, crashes = crashes + @crashed, updated_at = now(), event_seq = event_seq + 1,
                (status, available_at, expires_at, finished_at, error) = (
                  select next, case next when 'queued' then again_at else available_at end,
                    case next when 'queued' then greatest(expires_at, again_at + interval '1 hour') else expires_at end,
                    case next when 'queued' then null else now() end,
                    case next when 'queued' then null when 'cancelled' then @cancelled else @error end
                  from (select @next as next, @again as again_at) as decided)
              @rows returning job.*),
            e as (insert into job_event (job_id, seq, type, status, attempt, detail)
                  select id, event_seq, '@event', status, attempt, error from u),
            o as (insert into outbox (job_id, due_at) select id, available_at from u where status = 'queued'),
            @lost
            @callback
            select id, status, attempt, trace_parent from u""";

    /** For whoever asks how often workers vanished; {@code job_event} has no index by time. */
    private static final String LOSS_COUNTED = """
            l as (insert into lease_loss (at, lost) select date_trunc('minute', now()), count(*) from u having count(*) > 0
                  on conflict (at) do update set lost = lease_loss.lost + excluded.lost),""";

    /**
     * @param next status, by the row
     * @param again when it may be claimed if it goes back to the queue
     * @param error if it fails or expires
     * @param failed and {@code crashed}: which budget pays
     */
    private record Release(String event, String next, String again, String error, int failed, int crashed) {

        private static final String NOW = "now()";
        private static final String NEVER = "null::timestamptz";
        private static final String NONE = "null::jsonb";

        /** Ends without another run. */
        static Release ending(String event, String next, String error, int failed) {
            return new Release(event, next, NEVER, error, failed, 0);
        }

        /** $1 id, $2 lease token. */
        String byWorker(String statuses) {
            return "with " + statement("where id = $1 and lease_token = $2 and status " + statuses);
        }

        /**
         * All jobs that the guard holds for, which stands where they are changed, too: what is selected first and changed by its id
         * alone overwrites what came in between. Locked in one order, so that no two sweeps can wait for each other.
         */
        String bySweep(String guard, String atMost) {
            return "with c as (select id from job where " + guard + " order by id limit " + atMost
                    + "::int for update skip locked),\n" + statement("from c where job.id = c.id and " + guard);
        }

        private String statement(String rows) {
            return RELEASED.replace("@rows", rows)
                    .replace("@next", next)
                    .replace("@again", again)
                    .replace("@error", error)
                    .replace("@failed", Integer.toString(failed))
                    .replace("@crashed", Integer.toString(crashed))
                    .replace("@cancelled", "job_cancelled(cancelled_by_admin)")
                    .replace("@event", event)
                    .replace("@lost\n", crashed == 0 ? "" : LOSS_COUNTED + "\n")
                    .replace("@callback", CALLBACK_DUE);
        }
    }

    private static final String HELD = "in ('running', 'cancelling')";

    /** $1 id, $2 lease token, $3 error, $4 whether to try again, $5 failures at most, $6 backoff base ms, $7 cap ms. */
    static final String FAILED =
            new Release("failed", """
                    case when status = 'cancelling' then 'cancelled'
                         when $4::boolean and failures + 1 < coalesce((options -> 'budget' ->> 'max_attempts')::int, $5::int)
                           then 'queued'
                         else 'failed' end""", backoff("failures", "$6", "$7"), "$3::text::jsonb", 1, 0).byWorker(HELD);

    /** $1 id, $2 lease token. */
    static final String HANDED_BACK = new Release(
                    "handed_back",
                    "case status when 'cancelling' then 'cancelled' else 'queued' end",
                    Release.NOW,
                    Release.NONE,
                    0,
                    0)
            .byWorker(HELD);

    /** $1 id, $2 lease token. */
    static final String CANCEL_ACKNOWLEDGED =
            Release.ending("cancelled", "'cancelled'", Release.NONE, 0).byWorker("= 'cancelling'");

    /** $1 crashes at most, $2 backoff base ms, $3 cap ms, $4 rows at most, $5 error. The first crash waits for nothing. */
    static final String LEASES_EXPIRED = new Release(
                    "lease_expired",
                    """
                    case when status = 'cancelling' then 'cancelled' when crashes + 1 >= $1::int then 'failed' else 'queued' end""",
                    "case crashes when 0 then now() else " + backoff("(crashes - 1)", "$2", "$3") + " end",
                    "$5::text::jsonb",
                    0,
                    1)
            .bySweep("status " + HELD + " and lease_until < now()", "$4");

    /** $1 grace ms, $2 rows at most. */
    static final String CANCEL_GRACES_PASSED = Release.ending("cancelled", "'cancelled'", Release.NONE, 0)
            .bySweep("status = 'cancelling' and cancel_requested_at < now() - $1::bigint * interval '1 ms'", "$2");

    /** $1 grace ms for the worker to see it itself, $2 rows at most, $3 error, $4 error when the deadline was the client's own. */
    static final String DEADLINES_PASSED = Release.ending("deadline_passed", "'failed'", """
                    (case when options #>> '{budget,max_duration_seconds}' is null then $3 else $4 end)::text::jsonb""", 1)
            .bySweep("status = 'running' and deadline_at < now() - $1::bigint * interval '1 ms'", "$2");

    /** $1 rows at most, $2 error. */
    static final String QUEUE_TIMES_PASSED = Release.ending("expired", "'expired'", "$2::text::jsonb", 0)
            .bySweep("status = 'queued' and expires_at < now()", "$1");

    /** Drawn evenly from what the doubling allows so far, up to the cap; more doublings than 30 would overflow some day. */
    private static String backoff(String before, String baseMs, String capMs) {
        return "now() + random() * least(" + capMs + "::bigint, " + baseMs + "::bigint * 2 ^ least(" + before
                + ", 30)) * interval '1 ms'";
    }

    /** $1 client, $2 id, $3 whether an administrator asks. A queued job ends at once; a running one is told, by its row and by its heartbeat. */
    static final String CANCEL_REQUESTED = """
            with u as (
              update job set status = case status when 'queued' then 'cancelled' else 'cancelling' end, cancel_requested_at = now(),
                updated_at = now(), event_seq = event_seq + 1, cancelled_by_admin = $3::boolean,
                finished_at = case status when 'queued' then now() end,
                error = case status when 'queued' then job_cancelled($3::boolean) end
              where id = $2 and client_id = $1 and status in ('queued', 'running') returning *),
            e as (insert into job_event (job_id, seq, type, status, attempt)
                  select id, event_seq, 'cancel_requested', status, attempt from u),
            %s
            select %s from u""".formatted(CALLBACK_DUE, JOB_COLUMNS);

    private static final int POSITION_COUNTED_TO = 1_000;

    private static final String AS_IT_STANDS =
            """
            select %s, %s, job.xmin::text as version, coalesce(callback_version::text, '0') as callback_version,
              case when status = 'queued' then (
                select count(*) from (
                  select 1 from job ahead where ahead.status = 'queued' and ahead.id < job.id
                  order by ahead.id limit %s) as counted) end as queue_position
            from %s""".formatted(JOB_COLUMNS, CALLBACK_COLUMNS, POSITION_COUNTED_TO, JOB_AND_CALLBACK);

    /** $1 client, $2 id. */
    static final String OF_CLIENT = AS_IT_STANDS + " where id = $2 and client_id = $1";

    /**
     * $1 clients, $2 ids of jobs, pair by pair, which the answer numbers from 1. Lateral and limited, so that each pair is looked up by
     * the primary key: joined, a small table is read whole.
     */
    static final String OF_CLIENTS = """
            select number, stands.* from unnest((select $1::uuid[]), $2::uuid[]) with ordinality as asked (asked_client, asked_id, number)
            cross join lateral (%s where id = asked_id and client_id = asked_client limit 1) as stands""".formatted(AS_IT_STANDS);

    /**
     * Which jobs are as they were: $1 clients, $2 ids, $3 versions of jobs, $4 versions of callbacks, numbered likewise. A plan of few
     * nodes and one column: most of what {@link #OF_CLIENTS} costs is to set up each execution and to write what it found.
     */
    static final String UNCHANGED = """
            select number from unnest((select $1::uuid[]), $2::uuid[], $3::int[], $4::int[])
              with ordinality as known (known_client, known_id, version, callback_version, number)
            cross join lateral (
              select from job where id = known_id and client_id = known_client and xmin = known.version
                and (callback_url is null
                  or coalesce((select xmin from callback_delivery where job_id = job.id), '0'::xid) = known.callback_version)
              limit 1) as same""";

    /** $1 client, $2 id. A result whose time is up is gone, also before it is swept away. */
    static final String RESULT_OF_CLIENT = """
            select %s, %s, body, sha256,
              status <> 'completed' and exists (select 1 from job_partial where job_id = job.id) as drafts_kept
            from %s left join (
              select job_id as result_of, body, sha256 from job_result where job_result.expires_at > now()) r on r.result_of = job.id
            where id = $2 and client_id = $1""".formatted(JOB_COLUMNS, CALLBACK_COLUMNS, JOB_AND_CALLBACK);
}
