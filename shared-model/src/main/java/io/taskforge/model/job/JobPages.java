package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * A client's jobs, page by page: by keyset, so that the thousandth page costs what the first does and what is submitted meanwhile
 * shifts none.
 */
@ApplicationScoped
public class JobPages {

    /** Jobs on one page at most. */
    public static final int LARGEST = 100;

    /**
     * Jobs that one page looks through at most when a filter has no index. A page that found less than it may hold is then not
     * the last one, and may even be empty.
     */
    public static final int LOOKED_THROUGH = 2_000;

    private static final OffsetDateTime EVER = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final OffsetDateTime NEVER = OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC);

    /** Before every job of its moment: a place at the end of what is older. */
    private static final UUID NO_JOB = new UUID(0, 0);

    private final Pool pool;
    private final JobRows rows;

    JobPages(Pool pool, JobRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    /**
     * @param from where an earlier page said that the next one begins; empty for the first one
     * @param size 1 to {@value #LARGEST}
     */
    public Uni<JobPage> page(ClientId client, JobFilter filter, Optional<JobPlace> from, int size) {
        if (filter.idempotencyKey().isPresent()) {
            return ofKey(client, filter, filter.idempotencyKey().get());
        }
        return pool.preparedQuery(JobReadSql.PAGE)
                .execute(Tuple.from(Arrays.asList(
                        client.value(),
                        earliest(filter),
                        from.map(place -> time(place.createdAt())).orElseGet(() -> latest(filter)),
                        from.map(place -> place.id().value()).orElse(NO_JOB),
                        statuses(filter),
                        rows.write(filter.metadata()),
                        size + 1)))
                .map(this::page);
    }

    private Uni<JobPage> ofKey(ClientId client, JobFilter filter, String key) {
        return pool.preparedQuery(JobReadSql.PAGE_OF_KEY)
                .execute(Tuple.from(Arrays.asList(
                        client.value(),
                        key,
                        earliest(filter),
                        latest(filter),
                        statuses(filter),
                        rows.write(filter.metadata()))))
                .map(found -> new JobPage(
                        StreamSupport.stream(found.spliterator(), false)
                                .map(rows::job)
                                .toList(),
                        Optional.empty()));
    }

    private JobPage page(RowSet<Row> walked) {
        List<Job> jobs = new ArrayList<>(walked.size());
        Optional<JobPlace> next = Optional.empty();
        for (Row row : walked) {
            Job job = rows.job(row);
            if (row.getBoolean("next")) {
                next = Optional.of(new JobPlace(job.createdAt(), job.id()));
            } else {
                jobs.add(job);
            }
        }
        return new JobPage(jobs, next);
    }

    private static OffsetDateTime earliest(JobFilter filter) {
        return filter.createdFrom().map(JobPages::time).orElse(EVER);
    }

    private static OffsetDateTime latest(JobFilter filter) {
        return filter.createdBefore().map(JobPages::time).orElse(NEVER);
    }

    private static String[] statuses(JobFilter filter) {
        return filter.statuses().isEmpty()
                ? null
                : filter.statuses().stream().map(JobStatus::word).toArray(String[]::new);
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
