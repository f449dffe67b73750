package io.taskforge.api.admin.system;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.dispatch.OutboxRelay;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Queue, outbox and database as of now. Each count is of a small index; none is of all jobs. */
@ApplicationScoped
class SystemState {

    /**
     * As of one moment.
     *
     * @param queued jobs that wait; it and the other counts that no setting bounds go no further than 10,001
     * @param oldestQueued since the submission of the oldest of them
     * @param running jobs with a worker
     * @param outbox messages that the broker has not confirmed
     * @param oldestOutbox how long the first of them has waited
     * @param callbacks callbacks that are due
     * @param databaseVersion of PostgreSQL
     * @param schema the newest migration
     * @param brokerConfirms whether the broker confirmed what this replica last gave it
     */
    record Now(
            int queued,
            Optional<Duration> oldestQueued,
            int running,
            int outbox,
            Optional<Duration> oldestOutbox,
            int callbacks,
            String databaseVersion,
            String schema,
            boolean brokerConfirms) {}

    private static final String NOW = """
            select (select count(*)::int from (select from job where status = 'queued' limit 10001) q) as queued,
              (select (extract(epoch from now() - created_at) * 1000)::bigint from job where status = 'queued'
               order by id limit 1) as oldest_queued_ms,
              (select count(*)::int from job where status in ('running', 'cancelling')) as running,
              (select count(*)::int from (select from outbox where due_at <= now() limit 10001) o) as outbox,
              (select (extract(epoch from now() - min(due_at)) * 1000)::bigint from outbox where due_at <= now()) as oldest_outbox_ms,
              (select count(*)::int from (select from callback_delivery where due_at <= now() limit 10001) d) as callbacks,
              current_setting('server_version') as database_version,
              (select version from flyway_schema_history where success and version is not null
               order by installed_rank desc limit 1) as schema""";

    private final Pool pool;
    private final OutboxRelay relay;

    SystemState(Pool pool, OutboxRelay relay) {
        this.pool = pool;
        this.relay = relay;
    }

    Uni<Now> now() {
        return DatabaseCall.read(
                pool.query(NOW).execute().map(rows -> now(rows.iterator().next())));
    }

    private Now now(Row row) {
        return new Now(
                row.getInteger("queued"),
                duration(row, "oldest_queued_ms"),
                row.getInteger("running"),
                row.getInteger("outbox"),
                duration(row, "oldest_outbox_ms"),
                row.getInteger("callbacks"),
                row.getString("database_version"),
                row.getString("schema"),
                relay.brokerConfirms());
    }

    private static Optional<Duration> duration(Row row, String column) {
        return Optional.ofNullable(row.getLong(column)).map(ms -> Duration.ofMillis(Math.max(0, ms)));
    }
}
