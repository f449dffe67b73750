package io.taskforge.model.broker;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.JobId;
import io.taskforge.model.trace.TraceParent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Messages that were written with the job and wait to be published. Any replica may relay them: a row is leased for as long as a
 * publish may take, never locked, so that a slow broker holds no transaction open and a dead relay's rows come back by themselves.
 */
@ApplicationScoped
public class Outbox {

    private static final String LEASED = """
            with c as (
              select id from outbox where due_at <= now() and (claimed_until is null or claimed_until < now())
              order by due_at, id limit $1::int for update skip locked)
            update outbox set claimed_until = now() + $2::bigint * interval '1 ms', attempts = attempts + 1
            from c where outbox.id = c.id
            returning outbox.id, outbox.job_id, (select trace_parent from job where job.id = outbox.job_id) as trace_parent""";

    private static final String PUBLISHED = "delete from outbox where id = any ($1)";

    private static final String NOT_PUBLISHED = """
            update outbox set claimed_until = null, due_at = now() + random() * interval '500 ms' where id = any ($1)""";

    private final Pool pool;

    Outbox(Pool pool) {
        this.pool = pool;
    }

    /** Takes up to {@code atMost} due messages for as long as {@code forPublishing}. */
    public Uni<List<DispatchMessage>> leased(int atMost, Duration forPublishing) {
        return pool.preparedQuery(LEASED)
                .execute(Tuple.of(atMost, forPublishing.toMillis()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(Outbox::message)
                        .toList());
    }

    /** The broker confirmed these: they are done. */
    public Uni<Void> published(List<DispatchMessage> messages) {
        return execute(PUBLISHED, messages);
    }

    /**
     * The broker did not confirm these: they are due again within half a second, however often that was. It is the broker that does
     * not confirm, and never one message: a relay spares it by sending one at a time, and all must go once it is back.
     */
    public Uni<Void> notPublished(List<DispatchMessage> messages) {
        return execute(NOT_PUBLISHED, messages);
    }

    private Uni<Void> execute(String sql, List<DispatchMessage> messages) {
        Long[] ids = messages.stream().map(DispatchMessage::dispatchSeq).toArray(Long[]::new);
        return pool.preparedQuery(sql).execute(Tuple.of((Object) ids)).replaceWithVoid();
    }

    private static DispatchMessage message(Row row) {
        return new DispatchMessage(
                new JobId(row.getUUID("job_id")), row.getLong("id"), TraceParent.parse(row.getString("trace_parent")));
    }
}
