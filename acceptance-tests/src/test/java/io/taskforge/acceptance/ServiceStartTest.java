package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.model.settings.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built services do with the settings that they are given: start, wait, migrate and end, or refuse in one line. */
class ServiceStartTest {

    private static final String DATABASE = "TASKFORGE_DATABASE_URL";
    private static final String NOBODY = "postgresql://forge:9f2c4be17ad0583612cc7e04b1d6a8f3@127.0.0.1:1/tickets";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"api-service", "generation-worker"})
    void a_secret_in_a_file_that_is_not_there_is_refused_by_its_variable(String service) throws Exception {
        refuses(
                service,
                Map.of("TASKFORGE_DATABASE_URL_FILE", "/nowhere/url"),
                "The file that TASKFORGE_DATABASE_URL_FILE names is not there: /nowhere/url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-service", "generation-worker"})
    void a_well_known_password_is_refused_in_production_unless_told_otherwise(String service) throws Exception {
        refuses(
                service,
                Map.of(DATABASE, "postgresql://postgres:postgres@127.0.0.1:1/postgres"),
                "The password in TASKFORGE_DATABASE_URL is one of the well-known examples");
    }

    @Test
    void a_certificate_without_its_key_is_refused() throws Exception {
        refuses(
                "api-service",
                Map.of(DATABASE, NOBODY, "TASKFORGE_TLS_CERTIFICATE_FILE", "/run/tls.pem"),
                "Set both TASKFORGE_TLS_CERTIFICATE_FILE and TASKFORGE_TLS_KEY_FILE, or neither.");
    }

    @Test
    void a_certificate_with_the_key_of_another_is_refused() throws Exception {
        Certificates house = Certificates.in(Files.createDirectory(folder.resolve("certificates")));
        refuses(
                "api-service",
                Map.of(
                        DATABASE,
                        NOBODY,
                        "TASKFORGE_ENVIRONMENT",
                        "development",
                        "TASKFORGE_TLS_CERTIFICATE_FILE",
                        house.of(Certificates.LOCAL).certificate().toString(),
                        "TASKFORGE_TLS_KEY_FILE",
                        house.of(Certificates.LOCAL).key().toString()),
                "the key is not that of the certificate");
    }

    private void refuses(String service, Map<String, String> environment, String line) throws Exception {
        try (LoneService started = LoneService.start(service, folder, environment)) {
            assertEquals(2, started.awaitEnd(), started::said);
            assertEquals(1, started.errors().size(), started::said);
            assertTrue(started.errors().getFirst().contains(line), started::said);
            assertFalse(started.hasStackTrace(), started::said);
        }
    }

    /** Or the platform would start it over and over, for as long as the database is away. */
    @Test
    void a_worker_without_its_database_is_not_ready_and_alive() throws Exception {
        Map<String, String> environment = Map.of(DATABASE, NOBODY, "TASKFORGE_ENGINE", "rules");
        try (LoneService worker = LoneService.start("generation-worker", folder, environment)) {
            worker.await("there", () -> worker.readiness() == 503);

            assertEquals(200, worker.liveness());
            assertFalse(worker.hasStackTrace(), worker::said);
        }
    }

    @Test
    void one_process_migrates_and_ends_while_another_waits_for_it() throws Exception {
        // Needs nothing but a database: neither a broker, nor a pepper.
        Map<String, String> database = new HashMap<>(
                Map.of(DATABASE, EmbeddedPostgres.shared().createDatabase(), "TASKFORGE_ENVIRONMENT", "development"));
        Path password = Files.writeString(folder.resolve("admin"), "a password out of a file\n");
        Map<String, String> waits = new HashMap<>(database);
        waits.put("TASKFORGE_MIGRATIONS", "check");
        waits.put("TASKFORGE_BOOTSTRAP_ADMIN_PASSWORD_FILE", password.toString());
        try (LoneService waiting = LoneService.start("api-service", folder, waits)) {
            waiting.await("there", () -> waiting.readiness() == 503);
            Map<String, String> only = new HashMap<>(database);
            only.put("TASKFORGE_MIGRATIONS", "only");
            only.put("TASKFORGE_KEY_PEPPER", "");
            only.put("TASKFORGE_AMQP_URL", "");
            try (LoneService migrating = LoneService.start("api-service", folder, only)) {
                assertEquals(0, migrating.awaitEnd(), migrating::said);
                assertEquals(0, migrating.errors().size(), migrating::said);
                assertTrue(migrating.said().contains("The database's schema is up to date"), migrating::said);
                assertFalse(migrating.said().contains("Listening on"), migrating::said);
            }

            waiting.await("ready", () -> waiting.readiness() == 200);
            waiting.await("with an administrator", () -> waiting.said().contains("The administrator admin was made"));
            assertTrue(
                    waiting.said().contains("not ready until a process with TASKFORGE_MIGRATIONS=only"), waiting::said);
        }
    }
}
