package io.taskforge.model.system;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the queue was like, minute by minute. A minute in which no api-service ran is missing. */
@ApplicationScoped
public class QueueHistory {

    /** More than a small plot has room for. */
    public static final int POINTS_AT_MOST = 300;

    /**
     * Counts once a minute, whoever asks first. Nothing is counted where no row comes of it: a minute that has its sample is seen before,
     * and of several that ask at the same moment one has the turn. Each count is of an index's few rows: of those queued, of those running,
     * of those that ended in one minute; those that wait in the outbox are counted where they lie. An outbox row that was tried before has lost when it was first due.
     */
    static final String SAMPLED = """
            with turn as materialized (
              select at from date_trunc('minute', now()) as at
              where not exists (select 1 from queue_sample taken where taken.at = date_trunc('minute', now()))
                and pg_try_advisory_xact_lock(hashtext('queue_sample'))),
            waiting as not materialized (
              select id, attempts, due_at, created_at from outbox
              where due_at <= now() and (claimed_until is null or claimed_until < now()))
            insert into queue_sample (at, queued, running, oldest_queued_ms, completed, failed, lease_lost, outbox_waiting, outbox_oldest_ms)
            select at,
              (select count(*) from job where status = 'queued'),
              (select count(*) from job where status in ('running', 'cancelling')),
              (select extract(epoch from now() - created_at) * 1000 from job where status = 'queued' order by id limit 1),
              ended.completed, ended.failed,
              coalesce((select lost from lease_loss where lease_loss.at = turn.at - interval '1 minute'), 0),
              (select count(*) from waiting),
              (select extract(epoch from now() - case attempts when 0 then due_at else created_at end) * 1000
               from waiting order by id limit 1)
            from turn cross join lateral (
              select count(*) filter (where status = 'completed') as completed,
                count(*) filter (where status in ('failed', 'expired')) as failed
              from job where finished_at is not null and finished_at >= turn.at - interval '1 minute' and finished_at < turn.at) ended
            on conflict (at) do nothing""";

    /** $1 how far back, ms, $2 points at most. The last point ends now, and no point is shorter than a minute. */
    static final String LAST = """
            select max(at) as at, count(*)::int as minutes, max(queued) as queued, max(running) as running,
              max(oldest_queued_ms) as oldest_queued_ms, sum(completed)::int as completed, sum(failed)::int as failed,
              sum(lease_lost)::int as lease_lost, max(outbox_waiting) as outbox_waiting, max(outbox_oldest_ms) as outbox_oldest_ms
            from queue_sample, (select now() - $1::bigint * interval '1 ms' as start, greatest(60, $1::bigint / 1000.0 / $2::int) as width) span
            where at > start and at <= now()
            group by least($2::int, ceil(extract(epoch from at - start) / width))
            order by 1""";

    /** $1 how long they are kept, ms. */
    static final String FORGOTTEN = """
            with l as (delete from lease_loss where at < now() - $1::bigint * interval '1 ms')
            delete from queue_sample where at in (
              select at from queue_sample where at < now() - $1::bigint * interval '1 ms' order by at limit $2::int)""";

    private final Pool pool;
    private final HistoryPolicy policy;

    QueueHistory(Pool pool, HistoryPolicy policy) {
        this.pool = pool;
        this.policy = policy;
    }

    /** Takes the sample of this minute, unless somebody has; says whether it did. */
    public Uni<Boolean> sampled() {
        return pool.preparedQuery(SAMPLED).execute().map(done -> done.rowCount() > 0);
    }

    /** The latest samples, the oldest first: one a minute, or fewer that stand for more, at most {@link #POINTS_AT_MOST}. */
    public Uni<List<QueueSample>> last(Duration span) {
        return pool.preparedQuery(LAST)
                .execute(Tuple.of(span.toMillis(), POINTS_AT_MOST))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(QueueHistory::sample)
                        .toList());
    }

    /** Deletes samples that were kept long enough, and says how many. */
    public Uni<Integer> forgotten(int atMost) {
        return pool.preparedQuery(FORGOTTEN)
                .execute(Tuple.of(policy.queue().toMillis(), atMost))
                .map(RowSet::rowCount);
    }

    private static QueueSample sample(Row row) {
        return new QueueSample(
                row.getOffsetDateTime("at").toInstant(),
                row.getInteger("minutes"),
                row.getInteger("queued"),
                row.getInteger("running"),
                ms(row, "oldest_queued_ms"),
                row.getInteger("completed"),
                row.getInteger("failed"),
                row.getInteger("lease_lost"),
                row.getInteger("outbox_waiting"),
                ms(row, "outbox_oldest_ms"));
    }

    private static Optional<Duration> ms(Row row, String column) {
        return Optional.ofNullable(row.getLong(column)).map(Duration::ofMillis);
    }
}
