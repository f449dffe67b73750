package io.taskforge.api.admin.audit;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.database.DatabaseCall;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The log of what administrators did. Rows are chained by their hashes in the database, which also refuses to change or delete one. Who
 * takes the triggers away and changes a row breaks the chain, and {@link #firstBroken} says where; who also computes the chain anew, or
 * takes rows away from its end, is not found.
 */
@ApplicationScoped
public class AuditLog {

    private static final String APPEND = """
            insert into audit_log (actor, action, target, detail, address, request_id) values ($1, $2, $3, $4, $5, $6)""";

    /** $1 before this id or null, $2 actor or null, $3 action or null, $4 rows at most. */
    private static final String PAGE = """
            select id, at, actor, action, target, detail, address, request_id from audit_log
            where ($1::bigint is null or id < $1) and ($2::text is null or actor = $2) and ($3::text is null or action = $3)
            order by id desc limit $4""";

    /** From one to the next by the index: there are few of them in very many rows. */
    private static final String ACTIONS = """
            with recursive known as (
              (select action from audit_log order by action limit 1)
              union all
              select (select a.action from audit_log a where a.action > known.action order by a.action limit 1)
              from known where known.action is not null)
            select action from known where action is not null""";

    private static final String FIRST_BROKEN = """
            select id from (
              select a.id, a.hash, a.prev_hash, audit_log_hash(a) as computed, lag(a.hash, 1, '') over (order by a.id) as before
              from audit_log a) chained
            where hash <> computed or prev_hash <> before order by id limit 1""";

    private final Pool pool;

    AuditLog(Pool pool) {
        this.pool = pool;
    }

    /**
     * An entry as it stands.
     *
     * @param address where it came from, if from anywhere
     */
    public record Entry(
            long id,
            Instant at,
            String actor,
            String action,
            String target,
            JsonObject detail,
            Optional<String> address,
            Optional<String> requestId) {

        /** {@code key_created}, as people say it. */
        public String words() {
            return action.replace('_', ' ');
        }
    }

    /** In a transaction of its own. */
    public Uni<Void> append(Actor actor, AuditEvent event) {
        return DatabaseCall.write(append(pool, actor, event));
    }

    /**
     * In the caller's transaction: what is not logged does not happen. As its last statement: the chain is locked from here to the end, and
     * who then waits for another lock may wait for somebody who waits for the chain.
     */
    public Uni<Void> append(SqlClient transaction, Actor actor, AuditEvent event) {
        return transaction
                .preparedQuery(APPEND)
                .execute(Tuple.from(Arrays.asList(
                        actor.name(),
                        event.action(),
                        event.target(),
                        new JsonObject(event.detail()),
                        actor.address(),
                        actor.requestId())))
                .replaceWithVoid();
    }

    /** Newest first. */
    Uni<List<Entry>> page(Optional<Long> before, Optional<String> actor, Optional<String> action, int size) {
        return DatabaseCall.read(pool.preparedQuery(PAGE)
                .execute(Tuple.of(before.orElse(null), actor.orElse(null), action.orElse(null), size))
                .map(rows -> rows.stream().map(AuditLog::entry).toList()));
    }

    /** Every action that was ever logged. */
    Uni<List<String>> actions() {
        return DatabaseCall.read(pool.query(ACTIONS)
                .execute()
                .map(rows -> rows.stream().map(row -> row.getString("action")).toList()));
    }

    /** The first entry that is not what was written, or does not follow the one before it; empty when all is well. */
    Uni<Optional<Long>> firstBroken() {
        return DatabaseCall.read(pool.query(FIRST_BROKEN)
                .execute()
                .map(rows -> rows.stream().map(row -> row.getLong("id")).findFirst()));
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong("id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("target"),
                row.getJsonObject("detail"),
                Optional.ofNullable(row.getString("address")),
                Optional.ofNullable(row.getString("request_id")));
    }
}
