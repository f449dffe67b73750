package io.taskforge.model.system;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** What waits now, for whoever watches: one statement, each count of a small index, none of all jobs. */
@ApplicationScoped
public class Backlogs {

    /** An outbox row that was tried before has lost when it was first due, and is due again in a moment. */
    static final String NOW = """
            with waiting as not materialized (select id, attempts, due_at, created_at from outbox where due_at <= now() or attempts > 0)
            select (select count(*)::int from (select from job where status = 'queued' limit @most) q) as queued,
              (select (extract(epoch from now() - created_at) * 1000)::bigint from job where status = 'queued'
               order by id limit 1) as oldest_queued_ms,
              (select (extract(epoch from now() - available_at) * 1000)::bigint from job
               where status = 'queued' and available_at <= now() order by id limit 1) as claimable_ms,
              (select count(*)::int from job where status = 'running') as running,
              (select count(*)::int from job where status = 'cancelling') as cancelling,
              (select count(*)::int from (select from waiting limit @most) o) as outbox,
              (select (extract(epoch from now() - case attempts when 0 then due_at else created_at end) * 1000)::bigint
               from waiting order by id limit 1) as oldest_outbox_ms,
              (select count(*)::int from (select from callback_delivery where due_at <= now() limit @most) d) as callbacks""".replace("@most", Integer.toString(Backlog.COUNTED_TO));

    private final Pool pool;

    Backlogs(Pool pool) {
        this.pool = pool;
    }

    public Uni<Backlog> now() {
        return pool.preparedQuery(NOW)
                .execute()
                .map(rows -> backlog(rows.iterator().next()));
    }

    private static Backlog backlog(Row row) {
        return new Backlog(
                row.getInteger("queued"),
                duration(row, "oldest_queued_ms"),
                duration(row, "claimable_ms"),
                row.getInteger("running"),
                row.getInteger("cancelling"),
                row.getInteger("outbox"),
                duration(row, "oldest_outbox_ms"),
                row.getInteger("callbacks"));
    }

    private static Optional<Duration> duration(Row row, String column) {
        return Optional.ofNullable(row.getLong(column)).map(ms -> Duration.ofMillis(Math.max(0, ms)));
    }
}
