package io.taskforge.model.broker;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.JobId;
import io.taskforge.model.trace.TraceParent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Messages that were written with the job and wait to be published. Any replica may relay them: a row is leased for as long as a
 * publish may take, never locked, so that a slow broker holds no transaction open and a dead relay's rows come back by themselves.
 *
 * <p>Its statements are sent as text, their numbers included, so that each is planned for the table as it is. The table is empty most of
 * the time and grows long when the broker is away: a prepared statement keeps the plan of the empty table, which reads all of it, until
 * PostgreSQL next looks at the table, and a relay then falls the further behind the more there is. For the same reason the due rows are
 * not joined: that is planned as reading all of a table of 20,000, too.
 */
@ApplicationScoped
public class Outbox {

    private static final String LEASED = """
            with due as (
              select id from outbox where due_at <= now() and (claimed_until is null or claimed_until < now())
              order by due_at, id limit %s for update skip locked)
            update outbox set claimed_until = now() + %s * interval '1 ms', attempts = attempts + 1
            where id = any (array(select id from due))
            returning id, job_id, (select trace_parent from job where job.id = outbox.job_id) as trace_parent""";

    private static final String PUBLISHED = "delete from outbox where id = any ('{%s}'::bigint[])";

    private static final String NOT_PUBLISHED = """
            update outbox set claimed_until = null, due_at = now() + random() * interval '500 ms'
            where id = any ('{%s}'::bigint[])""";

    private final Pool pool;

    Outbox(Pool pool) {
        this.pool = pool;
    }

    /** Takes up to {@code atMost} due messages for as long as {@code forPublishing}. */
    public Uni<List<DispatchMessage>> leased(int atMost, Duration forPublishing) {
        return pool.query(LEASED.formatted(atMost, forPublishing.toMillis()))
                .execute()
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
        String ids = messages.stream()
                .map(message -> Long.toString(message.dispatchSeq()))
                .collect(Collectors.joining(","));
        return pool.query(sql.formatted(ids)).execute().replaceWithVoid();
    }

    private static DispatchMessage message(Row row) {
        return new DispatchMessage(
                new JobId(row.getUUID("job_id")), row.getLong("id"), TraceParent.parse(row.getString("trace_parent")));
    }
}
