package io.taskforge.model.system;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Which workers there are, by their own word, which is late by as much as they pause between two. */
@ApplicationScoped
public class WorkerPresences {

    /**
     * $1 name, $2 display name, $3 version, $4 slots, $5 busy, $6 stopping, $7 broker, $8 engine, $9 model or null, $10 its state, $11 its
     * trouble or null, $12 ms since it was checked or null, $13 ms since the start.
     */
    static final String SEEN = """
            insert into worker (name, display_name, version, slots, busy, stopping, broker, engine, model, model_state, model_trouble,
                                model_checked_at, started_at, seen_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() - $12::bigint * interval '1 ms',
                    now() - $13::bigint * interval '1 ms', now())
            on conflict (name) do update set busy = excluded.busy, stopping = excluded.stopping, broker = excluded.broker,
              model_state = excluded.model_state, model_trouble = excluded.model_trouble, model_checked_at = excluded.model_checked_at,
              seen_at = excluded.seen_at""";

    static final String GONE = "delete from worker where name = $1";

    static final String ALL = """
            select worker.*, coalesce(held, 0)::int as leases, greatest(0, extract(epoch from now() - seen_at) * 1000)::bigint as silent_ms
            from worker left join (
              select lease_owner, count(*) as held from job where status in ('running', 'cancelling') group by lease_owner) leased
              on lease_owner = name
            order by started_at, name""";

    /** $1 how long they may be silent, ms, $2 rows at most. */
    static final String FORGOTTEN = """
            delete from worker where name in (
              select name from worker where seen_at < now() - $1::bigint * interval '1 ms' limit $2::int for update skip locked)""";

    private final Pool pool;
    private final HistoryPolicy policy;

    WorkerPresences(Pool pool, HistoryPolicy policy) {
        this.pool = pool;
        this.policy = policy;
    }

    /** A worker is there. */
    public Uni<Void> seen(WorkerReport report) {
        return pool.preparedQuery(SEEN)
                .execute(Tuple.from(Arrays.asList(
                        report.name(),
                        report.displayName(),
                        report.version(),
                        report.slots(),
                        report.busy(),
                        report.stopping(),
                        report.listening() ? "listening" : "away",
                        report.engine(),
                        report.model().orElse(null),
                        report.health().state().word(),
                        report.health().trouble().orElse(null),
                        report.sinceCheck().map(Duration::toMillis).orElse(null),
                        report.uptime().toMillis())))
                .replaceWithVoid();
    }

    /** A worker has stopped in order. */
    public Uni<Void> gone(String name) {
        return pool.preparedQuery(GONE).execute(Tuple.of(name)).replaceWithVoid();
    }

    /** All that said something lately, the longest running first. */
    public Uni<List<WorkerPresence>> all() {
        return pool.preparedQuery(ALL).execute().map(found -> StreamSupport.stream(found.spliterator(), false)
                .map(WorkerPresences::presence)
                .toList());
    }

    /** Deletes workers that have been silent for too long, and says how many. */
    public Uni<Integer> forgotten(int atMost) {
        return pool.preparedQuery(FORGOTTEN)
                .execute(Tuple.of(policy.silentWorkers().toMillis(), atMost))
                .map(RowSet::rowCount);
    }

    private static WorkerPresence presence(Row row) {
        return new WorkerPresence(
                row.getString("name"),
                row.getString("display_name"),
                row.getString("version"),
                row.getInteger("slots"),
                row.getInteger("busy"),
                row.getInteger("leases"),
                row.getBoolean("stopping"),
                row.getString("broker").equals("listening"),
                row.getString("engine"),
                Optional.ofNullable(row.getString("model")),
                new ModelHealth(
                        ModelHealth.State.of(row.getString("model_state")),
                        Optional.ofNullable(row.getString("model_trouble"))),
                Optional.ofNullable(row.getOffsetDateTime("model_checked_at")).map(OffsetDateTime::toInstant),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("seen_at").toInstant(),
                Duration.ofMillis(row.getLong("silent_ms")));
    }
}
