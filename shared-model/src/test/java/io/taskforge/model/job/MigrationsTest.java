package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever comes from an earlier version finds all that was there, and the services of today work on it. */
class MigrationsTest {

    /** By version; for tests that only read. */
    private static final Map<Integer, JobDatabase> READ = new HashMap<>();

    @AfterAll
    static void close() {
        READ.values().forEach(JobDatabase::close);
    }

    static Stream<Integer> everyVersion() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
            return files
                    .map(file -> file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** A database of the version with rows in it, which has then seen the other migrations. */
    private static JobDatabase from(int version) {
        String url = EmbeddedPostgres.shared().createDatabase();
        Flyway earlier =
                JobDatabase.migrations(url).target(Integer.toString(version)).load();
        earlier.migrate();
        try (Connection connection = earlier.getConfiguration().getDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String rows : RowsOfVersion.of(version)) {
                assertTrue(statement.executeUpdate(rows) > 0, rows);
            }
        } catch (SQLException refused) {
            throw new AssertionError(
                    "version " + version + " does not have such rows: " + refused.getMessage(), refused);
        }
        return new JobDatabase(url);
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void every_job_is_still_there_as_it_was(int version) {
        JobDatabase jobs = READ.computeIfAbsent(version, MigrationsTest::from);
        for (JobStatus status : JobStatus.values()) {
            JobId id = RowsOfVersion.job(status);

            Job job = await(jobs.queries().job(RowsOfVersion.CLIENT, id)).orElseThrow();

            assertEquals(status, job.status());
            assertEquals("Ledger", job.title());
            assertEquals("a", job.metadata().get("team"));
            assertEquals(version >= 2, job.callback() != null);
            JobHistory history = await(jobs.events().after(RowsOfVersion.CLIENT, id, 0, 10, true))
                    .orElseThrow();
            assertEquals(RowsOfVersion.events(status), history.events().size());
            assertEquals(status, history.events().getLast().job().status());
        }
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void every_result_and_every_draft_is_still_there_byte_for_byte(int version) {
        JobDatabase jobs = READ.computeIfAbsent(version, MigrationsTest::from);
        assertEquals(
                Optional.of("{\"old\":true}"),
                await(jobs.queries().jobWithResult(RowsOfVersion.CLIENT, RowsOfVersion.job(JobStatus.COMPLETED)))
                        .orElseThrow()
                        .result()
                        .map(StoredResult::body));
        assertEquals(
                version >= 3 ? Optional.of("{\"old\":\"drafts\"}") : Optional.empty(),
                await(jobs.queries().partialResult(RowsOfVersion.CLIENT, RowsOfVersion.job(JobStatus.FAILED)))
                        .map(StoredResult::body));
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void clients_their_keys_bells_and_callbacks_are_still_there(int version) {
        JobDatabase jobs = READ.computeIfAbsent(version, MigrationsTest::from);
        var kept = jobs.one("""
                select (select count(*) from api_key join client c on c.id = client_id where c.name = 'old-customer') as keys,
                  (select count(*) from outbox) as bells, (select count(*) from callback_delivery where due_at is not null) as callbacks,
                  (select count(*) from callback_attempt) as attempts""");

        assertEquals(1, kept.getLong("keys"));
        assertEquals(1, kept.getLong("bells"));
        assertEquals(version >= 2 ? 4 : 0, kept.getLong("callbacks"));
        assertEquals(version >= 2 ? 4 : 0, kept.getLong("attempts"));
    }

    @ParameterizedTest
    @MethodSource("everyVersion")
    void the_services_of_today_work_on_what_they_find(int version) {
        try (JobDatabase jobs = from(version)) {
            JobStore store = jobs.store();
            JobId running = RowsOfVersion.job(JobStatus.RUNNING);
            JobId cancelling = RowsOfVersion.job(JobStatus.CANCELLING);
            Lease lease = new Lease(running, RowsOfVersion.TOKEN);
            assertEquals(HeartbeatOutcome.KEPT, await(store.heartbeat(lease, Optional.empty())));

            ClaimedJob claimed = await(store.claimedNext("new-worker")).orElseThrow();
            assertEquals(RowsOfVersion.job(JobStatus.QUEUED), claimed.lease().jobId());
            assertEquals("The ledger must balance.", claimed.spec().text());
            assertEquals(version >= 4, claimed.base().isPresent());
            assertEquals(version >= 11, claimed.trace().isPresent());
            assertTrue(await(store.completed(claimed.lease(), 1, "{\"new\":true}", JobProgress.WAITING)));

            jobs.set(cancelling, "lease_until = now() - interval '1 second'");
            assertEquals(1, await(store.leasesExpired(10)));
            assertEquals(JobStatus.CANCELLED, jobs.statusOf(cancelling));
            assertTrue(await(store.completed(lease, 1, "{\"new\":true}", JobProgress.WAITING)));

            for (JobStatus status : JobStatus.values()) {
                jobs.set(
                        RowsOfVersion.job(status), "finished_at = now() - interval '1 year', result_expires_at = null");
            }
            assertEquals(JobStatus.values().length, await(jobs.retention().recordTimesPassed(10)));
        }
    }
}
