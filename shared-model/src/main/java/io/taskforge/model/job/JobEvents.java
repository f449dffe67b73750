package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happened to jobs. */
@ApplicationScoped
public class JobEvents {

    private final Pool pool;
    private final JobRows rows;

    JobEvents(Pool pool, JobRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    /**
     * Empty when the client has no such job.
     *
     * @param known the number of the last event that is known; 0 for none
     * @param atMost events in one answer
     * @param drafts whether to tell of drafts; the numbers of those that are left out are missing
     */
    public Uni<Optional<JobHistory>> after(ClientId client, JobId id, int known, int atMost, boolean drafts) {
        return pool.preparedQuery(JobReadSql.EVENTS_AFTER)
                .execute(Tuple.of(client.value(), id.value(), known, atMost, drafts))
                .map(this::history);
    }

    /** The number of each job's newest event; a job that is not there any more has none. */
    public Uni<Map<JobId, Integer>> newest(Collection<JobId> ids) {
        UUID[] values = ids.stream().map(JobId::value).toArray(UUID[]::new);
        return pool.preparedQuery(JobReadSql.NEWEST_EVENTS)
                .execute(Tuple.tuple().addArrayOfUUID(values))
                .map(found -> {
                    Map<JobId, Integer> newest = new HashMap<>();
                    found.forEach(row -> newest.put(new JobId(row.getUUID("id")), row.getInteger("event_seq")));
                    return newest;
                });
    }

    private Optional<JobHistory> history(RowSet<Row> found) {
        if (found.size() == 0) {
            return Optional.empty();
        }
        Row first = found.iterator().next();
        Job job = rows.job(first);
        List<JobEvent> events = new ArrayList<>();
        for (Row row : found) {
            if (row.getInteger("seq") != null) {
                events.add(rows.event(row, job));
            }
        }
        return Optional.of(new JobHistory(job, first.getInteger("event_seq"), events));
    }
}
