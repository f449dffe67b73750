package io.taskforge.model.settings;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Which migrations the database has seen, against those that this build was written for. */
@ApplicationScoped
public class DatabaseVersion {

    /** The number of the newest file in {@code db/migration}; a test compares. */
    public static final int NEEDED = 11;

    private static final String NEWEST = """
            select coalesce(max(version::int), 0) as version from flyway_schema_history
            where success and version is not null""";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Pool pool;

    DatabaseVersion(Pool pool) {
        this.pool = pool;
    }

    /** The newest migration that succeeded; fails while the database is empty or does not answer within 3 s. */
    public Uni<Integer> found() {
        return pool.query(NEWEST)
                .execute()
                .map(rows -> rows.iterator().next().getInteger("version"))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }
}
