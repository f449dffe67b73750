package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** What became of each attempt to deliver a callback, for as long as it is kept. {@link CallbackDeliveries} writes it. */
@ApplicationScoped
public class CallbackLog {

    /** $1 how long an attempt is kept, ms, $2 rows at most. */
    private static final String ERASED = """
            delete from callback_attempt a using (
              select job_id, number from callback_attempt where at < now() - $1::bigint * interval '1 ms'
              order by at limit $2::int for update skip locked) old
            where a.job_id = old.job_id and a.number = old.number""";

    private final Pool pool;
    private final RetentionPolicy retention;

    CallbackLog(Pool pool, RetentionPolicy retention) {
        this.pool = pool;
        this.retention = retention;
    }

    /** Erases up to {@code atMost} attempts that are older than retention keeps them, oldest first, and says how many. */
    public Uni<Integer> erasedOlderThanRetention(int atMost) {
        return pool.preparedQuery(ERASED)
                .execute(Tuple.of(retention.callbackLog().toMillis(), atMost))
                .map(erased -> erased.rowCount());
    }
}
