package io.taskforge.model.job;

import static io.taskforge.model.job.JobSql.CALLBACK_COLUMNS;
import static io.taskforge.model.job.JobSql.CALLBACK_JOINED;
import static io.taskforge.model.job.JobSql.JOB_AND_CALLBACK;
import static io.taskforge.model.job.JobSql.JOB_COLUMNS;

/** The statements behind {@link JobPages}, {@link JobEvents} and what is rarely asked of {@link JobQueries}. Each is as short as those of {@link JobSql}. */
final class JobReadSql {

    private JobReadSql() {}

    /** $5 statuses or null, $6 metadata. */
    private static final String FITS = "(($5::text[] is null or status = any($5)) and metadata @> $6::text::jsonb)";

    /** The next older job of a client, by the index job_of_client. */
    private static final String OLDER = """
            select id, created_at, %s as fits from job
            where client_id = $1 and created_at >= $2 and (created_at, id) %s order by created_at desc, id desc limit 1""";

    /**
     * $1 client, $2 not before, $3 and $4 the place to begin at, $5 statuses or null, $6 metadata, $7 jobs at most and one more.
     *
     * <p>Walks from job to job, until it has found what was asked for or has looked at as many as it may. Not one ordered scan with a
     * limit: a plan made once for all clients expects few jobs of each, and then rather sorts them all. The last job of a walk that
     * did not end by itself is where the next page begins.
     */
    static final String PAGE = """
            with recursive walked as (
              select *, 1 as looked_at, fits::int as found, false as next from (%s) newest
              union all
              select older.*, looked_at + 1, found + older.fits::int, found + older.fits::int = $7 or looked_at = %s
              from walked, lateral (%s) older
              where not next)
            select %s, %s, next
            from (select id as walked_id, looked_at, fits, next from walked where fits or next) w join job on job.id = walked_id %s
            order by looked_at""".formatted(
                    OLDER.formatted(FITS, "<= ($3::timestamptz, $4::uuid)"),
                    JobPages.LOOKED_THROUGH,
                    OLDER.formatted(FITS, "< (walked.created_at, walked.id)"),
                    JOB_COLUMNS,
                    CALLBACK_COLUMNS,
                    CALLBACK_JOINED);

    /** $1 client, $2 key, $3 not before, $4 before, $5 statuses or null, $6 metadata. */
    static final String PAGE_OF_KEY = """
            select %s, %s from %s
            where client_id = $1 and idempotency_key = $2 and created_at >= $3 and created_at < $4 and %s""".formatted(JOB_COLUMNS, CALLBACK_COLUMNS, JOB_AND_CALLBACK, FITS);

    /**
     * $1 client, $2 id, $3 events up to this are known, $4 events at most, $5 whether drafts are among them. How far a job is stands in
     * its progress events; one that is being cancelled is as far as it was.
     */
    static final String EVENTS_AFTER = """
            select %s, %s, event_seq, seq, event_type, event_status, event_attempt, event_at, event_detail
            from %s left join lateral (
              select e.seq, e.type as event_type, e.status as event_status, e.attempt as event_attempt, e.at as event_at,
                case when e.type in ('progress', 'draft') then e.detail
                     when e.status = 'cancelling' then (
                       select before.detail from job_event before
                       where before.job_id = e.job_id and before.seq < e.seq and before.attempt = e.attempt and before.type = 'progress'
                       order by before.seq desc limit 1) end::text as event_detail
              from job_event e where e.job_id = job.id and e.seq > $3 and (e.type <> 'draft' or $5) order by e.seq limit $4) happened on true
            where id = $2 and client_id = $1 order by seq""".formatted(JOB_COLUMNS, CALLBACK_COLUMNS, JOB_AND_CALLBACK);

    /** $1 ids. */
    static final String NEWEST_EVENTS = "select id, event_seq from job where id = any($1::uuid[])";

    /** $1 client, $2 id. A job that may still complete shows none. */
    static final String PARTIAL_OF_CLIENT = """
            select body, sha256 from job_partial join job on id = job_id
            where job_id = $2 and client_id = $1 and status in ('failed', 'cancelled', 'expired')""";

    /** $1 client, $2 id. */
    static final String INPUT_OF_CLIENT = """
            select %s, %s, options::text as options, spec, input_erased_at is not null as erased, base_job_id
            from %s left join (select job_id as input_of, spec from job_input) i on i.input_of = job.id
            where id = $2 and client_id = $1""".formatted(JOB_COLUMNS, CALLBACK_COLUMNS, JOB_AND_CALLBACK);

    /** $1 client, $2 id. A result whose time is up is gone, also before it is swept away. */
    static final String CAN_BE_BUILT_ON = """
            select exists (
              select 1 from job join job_result on job_id = id
              where id = $2 and client_id = $1 and status = 'completed' and job_result.expires_at > now()) as usable""";
}
