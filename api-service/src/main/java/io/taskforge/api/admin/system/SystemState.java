package io.taskforge.api.admin.system;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.taskforge.api.dispatch.OutboxRelay;
import io.taskforge.model.system.Backlog;
import io.taskforge.model.system.Backlogs;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Queue, outbox and database as of now. */
@ApplicationScoped
class SystemState {

    /**
     * As of one moment.
     *
     * @param queued jobs that wait; it and the other counts that no setting bounds go no further than {@link Backlog#COUNTED_TO}
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

    private static final String VERSIONS = """
            select current_setting('server_version') as database_version,
              (select version from flyway_schema_history where success and version is not null
               order by installed_rank desc limit 1) as schema""";

    private final Backlogs backlogs;
    private final Pool pool;
    private final OutboxRelay relay;

    SystemState(Backlogs backlogs, Pool pool, OutboxRelay relay) {
        this.backlogs = backlogs;
        this.pool = pool;
        this.relay = relay;
    }

    Uni<Now> now() {
        Uni<Row> versions =
                pool.query(VERSIONS).execute().map(rows -> rows.iterator().next());
        return DatabaseCall.read(
                Uni.combine().all().unis(backlogs.now(), versions).with(this::now));
    }

    private Now now(Backlog backlog, Row versions) {
        return new Now(
                backlog.queued(),
                backlog.oldestQueued(),
                backlog.running() + backlog.cancelling(),
                backlog.outbox(),
                backlog.oldestOutbox(),
                backlog.callbacks(),
                versions.getString("database_version"),
                versions.getString("schema"),
                relay.brokerConfirms());
    }
}
