package io.taskforge.model.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** How long jobs take here, told from the latest that completed. */
@ApplicationScoped
public class RunDurations {

    /**
     * $1 the model as jobs name it, empty for those that name none, $2 another name of the same or null. From the first claim to the
     * result, since that is what a client waits for once its turn has come.
     */
    static final String MEDIAN = """
            select (percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at)) * 1000)::bigint as ms
            from (
              (select started_at, finished_at from job
               where status = 'completed' and coalesce(options ->> 'model', '') = $1 order by finished_at desc limit 20)
              union all
              (select started_at, finished_at from job
               where status = 'completed' and coalesce(options ->> 'model', '') = $2 order by finished_at desc limit 20)
              order by finished_at desc limit 20) latest""";

    private final Pool pool;

    RunDurations(Pool pool) {
        this.pool = pool;
    }

    /** The median of the last twenty jobs that were drafted with the model; empty when there is none. */
    public Uni<Optional<Duration>> ofModel(String model) {
        return median(model, null);
    }

    /** The same of the model that jobs get which name none. */
    public Uni<Optional<Duration>> ofDefaultModel(String model) {
        return median("", model);
    }

    private Uni<Optional<Duration>> median(String name, String otherName) {
        return pool.preparedQuery(MEDIAN).execute(Tuple.of(name, otherName)).map(found -> Optional.ofNullable(
                        found.iterator().next().getLong("ms"))
                .map(Duration::ofMillis));
    }
}
