package io.taskforge.api.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.embedded.PostgresUrl;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.settings.DatabaseVersion;
import io.taskforge.model.settings.SchemaState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Migrations of a database that is in use. */
class MigrationsTest {

    private record Config(Duration lockTimeout, int attempts, Duration pause) implements MigrationsConfig {

        @Override
        public Mode mode() {
            return Mode.APPLY;
        }
    }

    private static final Config PATIENT = new Config(Duration.ofMillis(100), 1_000, Duration.ofMillis(20));

    private static final int PATIENCE_SECONDS = 60;

    private final ExecutorService elsewhere = Executors.newVirtualThreadPerTaskExecutor();
    private String url;

    @BeforeEach
    void makeDatabase() {
        url = EmbeddedPostgres.shared().createDatabase();
    }

    @AfterEach
    void stop() {
        elsewhere.shutdownNow();
    }

    private Flyway ours() {
        return JobDatabase.migrations(url).load();
    }

    private int all() {
        return ours().info().all().length;
    }

    /** With one migration more, which needs the table of jobs for itself. */
    private Flyway withAnother() {
        FluentConfiguration configured = JobDatabase.migrations(url).locations("db/migration", "db/another");
        return configured.load();
    }

    @Test
    void what_is_missing_is_applied_once() throws Exception {
        assertEquals(all(), Migrations.of(ours(), PATIENT).apply());
        assertEquals(0, Migrations.of(ours(), PATIENT).apply());
    }

    @Test
    void several_at_once_apply_each_migration_once_between_them() throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        Callable<Integer> replica = () -> {
            together.await();
            return Migrations.of(ours(), PATIENT).apply();
        };
        List<Future<Integer>> replicas =
                List.of(elsewhere.submit(replica), elsewhere.submit(replica), elsewhere.submit(replica));

        together.countDown();

        int applied = 0;
        for (Future<Integer> each : replicas) {
            applied += each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertEquals(all(), applied);
        assertEquals(DatabaseVersion.NEEDED, SchemaLook.at(ours()).version());
    }

    @Test
    void a_migration_that_finds_its_table_in_use_gives_way_and_is_applied_once_it_is_free() throws Exception {
        Migrations.of(ours(), PATIENT).apply();
        try (Connection reader = PostgresUrl.parse(url).connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("select count(*) from job");
            Future<Integer> migration =
                    elsewhere.submit(() -> Migrations.of(withAnother(), PATIENT).apply());
            awaitWaiting();

            // Comes after the migration, waits behind it, and is through as soon as that has given way; the reader
            // still reads.
            assertEquals("0", one("select count(*) from job"));
            assertFalse(migration.isDone());
            assertEquals("f", one(HAS_COLUMN));

            reader.commit();
            assertEquals(1, migration.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        assertEquals("t", one(HAS_COLUMN));
    }

    @Test
    void a_migration_that_never_gets_its_table_is_given_up_and_leaves_nothing_behind() throws Exception {
        Migrations.of(ours(), PATIENT).apply();
        try (Connection reader = PostgresUrl.parse(url).connect();
                Statement reading = reader.createStatement()) {
            reader.setAutoCommit(false);
            reading.execute("select count(*) from job");
            Config twice = new Config(Duration.ofMillis(50), 2, Duration.ofMillis(1));

            FlywayException refusal = assertThrows(FlywayException.class, () -> Migrations.of(withAnother(), twice)
                    .apply());

            assertTrue(Migrations.foundNoLock(refusal));
        }
        assertEquals("f", one(HAS_COLUMN));
        assertEquals(DatabaseVersion.NEEDED, SchemaLook.at(ours()).version());
    }

    @Test
    void an_empty_database_serves_no_build() {
        assertEquals(new SchemaState(0, 0), SchemaLook.at(ours()));
        assertFalse(SchemaLook.at(ours()).serves(DatabaseVersion.NEEDED));
    }

    @Test
    void a_schema_that_is_a_step_ahead_serves_this_build_and_is_left_as_it_is() throws Exception {
        Migrations.of(withAnother(), PATIENT).apply();

        SchemaState ahead = SchemaLook.at(ours());

        assertEquals(AHEAD, ahead.version());
        assertTrue(ahead.serves(DatabaseVersion.NEEDED));
        assertEquals(0, Migrations.of(ours(), PATIENT).apply());
        assertEquals(AHEAD, SchemaLook.at(ours()).version());
    }

    @Test
    void a_schema_that_has_lost_what_this_build_uses_serves_it_no_more() throws Exception {
        Migrations.of(withAnother(), PATIENT).apply();
        execute("update schema_window set compatible_since = " + AHEAD);

        assertFalse(SchemaLook.at(ours()).serves(DatabaseVersion.NEEDED));
        assertTrue(SchemaLook.at(ours()).tooNewFor(DatabaseVersion.NEEDED));
        assertTrue(SchemaLook.at(ours()).serves(AHEAD));
    }

    /** The version of the migration in {@code db/another}. */
    private static final int AHEAD = 9_999;

    private static final String HAS_COLUMN =
            "select exists (select from information_schema.columns where table_name = 'job' and column_name = 'of_a_test')";

    /** Until the migration stands in the queue for the table. */
    private void awaitWaiting() throws Exception {
        String waiting = "select exists (select from pg_locks where not granted and mode = 'AccessExclusiveLock'"
                + " and database = (select oid from pg_database where datname = current_database()))";
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!one(waiting).equals("t")) {
            assertTrue(System.nanoTime() < deadline, "no migration waits");
        }
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = PostgresUrl.parse(url).connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = PostgresUrl.parse(url).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
