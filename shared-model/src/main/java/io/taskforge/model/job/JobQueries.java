package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
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
     */
    public record JobWithResult(Job job, Optional<StoredResult> result) {}

    private final Pool pool;
    private final JobRows rows;

    JobQueries(Pool pool, JobRows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    /** The job as it stands, with its place in the queue. */
    public Uni<Optional<Job>> job(ClientId client, JobId id) {
        return pool.preparedQuery(JobSql.OF_CLIENT)
                .execute(Tuple.of(client.value(), id.value()))
                .map(found -> found.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.job(found.iterator().next())));
    }

    /** The job and what it is, or was, drafted from. */
    public Uni<Optional<JobInput>> jobWithInput(ClientId client, JobId id) {
        return pool.preparedQuery(JobReadSql.INPUT_OF_CLIENT)
                .execute(Tuple.of(client.value(), id.value()))
                .map(found -> found.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.input(found.iterator().next())));
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
                    Optional<StoredResult> result = Optional.ofNullable(row.getString("body"))
                            .map(body -> StoredResult.of(
                                    body, row.getBuffer("sha256").getBytes()));
                    return Optional.of(new JobWithResult(rows.job(row), result));
                });
    }
}
