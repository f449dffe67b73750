package io.taskforge.model.settings;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Which migrations the database has seen, against those that this build was written for. */
@ApplicationScoped
public class DatabaseVersion {

    /** The number of the newest file in {@code db/migration}; a test compares. */
    public static final int NEEDED = 12;

    /** The migration that brings the table of {@link #WINDOW}; what is older is too old for this build anyway. */
    private static final int WINDOW_SINCE = 12;

    private static final String NEWEST = """
            select coalesce(max(version::int), 0) as version from flyway_schema_history
            where success and version is not null""";

    /** The oldest build that works with the schema; a table of one row. */
    public static final String WINDOW = "select compatible_since from schema_window";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Pool pool;

    DatabaseVersion(Pool pool) {
        this.pool = pool;
    }

    /** What the database has; fails while it is empty or does not answer within 3 s. */
    public Uni<SchemaState> found() {
        return pool.query(NEWEST)
                .execute()
                .map(rows -> rows.iterator().next().getInteger("version"))
                .flatMap(version ->
                        version < WINDOW_SINCE ? Uni.createFrom().item(new SchemaState(version, 0)) : window(version))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private Uni<SchemaState> window(int version) {
        return pool.query(WINDOW)
                .execute()
                .map(rows -> new SchemaState(version, rows.iterator().next().getInteger("compatible_since")));
    }
}
