package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads jobs for the client that owns them. Another client's job is the same as none. */
@ApplicationScoped
public class JobQueries {

    /**
     * A job and, once it completed, its result.
     *
     * @param result empty unless completed and not yet erased by retention
     * @param draftsKept whether there are drafts of a run that did not complete
     */
    public record JobWithResult(Job job, Optional<StoredResult> result, boolean draftsKept) {}

    private final Pool pool;
    private final JobRows rows;
    private final JobReadings readings;

    JobQueries(Pool pool, JobRows rows) {
        this.pool = pool;
        this.rows = rows;
        this.readings = new JobReadings(pool, rows);
    }

    /** The job as it stands, with its place in the queue: a {@link #reading} of which nothing is kept. */
    public Uni<Optional<Job>> job(ClientId client, JobId id) {
        return reading(client, id, Optional.empty()).map(found -> found.map(JobReading::job));
    }

    /**
     * The job as it stands, with its place in the queue. Asked together with whatever else is asked at the moment. Fails with
     * {@link io.smallrye.mutiny.TimeoutException} when the database has not answered after 6 s.
     *
     * @param known an earlier reading of this job, however old: the answer, when nothing has changed since and it is not older than
     *     30 s when this is asked
     */
    public Uni<Optional<JobReading>> reading(ClientId client, JobId id, Optional<JobReading> known) {
        return readings.of(client, id, known);
    }

    /** The job and what it is, or was, drafted from. */
    public Uni<Optional<JobInput>> jobWithInput(ClientId client, JobId id) {
        return pool.preparedQuery(JobReadSql.INPUT_OF_CLIENT)
                .execute(Tuple.of(client.value(), id.value()))
                .map(found -> found.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.input(found.iterator().next())));
    }

    /** Whether a new job of the client can build on this one: it completed, and its result is still there. */
    public Uni<Boolean> canBeBuiltOn(ClientId client, JobId id) {
        return pool.preparedQuery(JobReadSql.CAN_BE_BUILT_ON)
                .execute(Tuple.of(client.value(), id.value()))
                .map(found -> found.iterator().next().getBoolean("usable"));
    }

    /** The job and its result, as of one moment. */
    public Uni<Optional<JobWithResult>> jobWithResult(ClientId client, JobId id) {
        return pool.preparedQuery(JobSql.RESULT_OF_CLIENT)
                .execute(Tuple.of(client.value(), id.value()))
                .map(found -> {
                    if (found.size() == 0) {
                        return Optional.empty();
                    }
                    var row = found.iterator().next();
                    Optional<StoredResult> result =
                            row.getString("body") == null ? Optional.empty() : Optional.of(stored(row));
                    return Optional.of(new JobWithResult(rows.job(row), result, row.getBoolean("drafts_kept")));
                });
    }

    /** The drafts of a job that ended without a result; empty when it has none, or has not ended like that. */
    public Uni<Optional<StoredResult>> partialResult(ClientId client, JobId id) {
        return pool.preparedQuery(JobReadSql.PARTIAL_OF_CLIENT)
                .execute(Tuple.of(client.value(), id.value()))
                .map(found -> found.size() == 0
                        ? Optional.empty()
                        : Optional.of(stored(found.iterator().next())));
    }

    private static StoredResult stored(Row row) {
        return StoredResult.of(row.getString("body"), row.getBuffer("sha256").getBytes());
    }
}
