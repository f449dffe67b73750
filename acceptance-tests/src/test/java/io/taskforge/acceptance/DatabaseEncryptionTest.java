package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.embedded.PostgresUrl;
import io.taskforge.model.settings.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Both services and a database that shows a certificate: the right one, one of another authority, one of another host. */
@TestMethodOrder(OrderAnnotation.class)
class DatabaseEncryptionTest {

    private static final String PASSWORD = "9f2c4be17ad0583612cc7e04b1d6a8f3";

    @TempDir
    static Path folder;

    private static final int LOOKS = 1_000;

    private static EmbeddedPostgres server;
    private static Certificates house;
    private static Certificates strangers;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedPostgres.start(EmbeddedPostgres.Options.in(folder.resolve("postgres"), PASSWORD)
                .notDurable());
        house = Certificates.in(Files.createDirectory(folder.resolve("house")));
        strangers = Certificates.in(Files.createDirectory(folder.resolve("strangers")));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    /** First, so that the others find tables. */
    @Test
    @Order(1)
    void the_right_certificate_is_taken_and_every_connection_encrypted() throws Exception {
        shows(house.of(Certificates.LOCAL));
        try (LoneService api = LoneService.start("api-service", folder, environment());
                LoneService worker = LoneService.start("generation-worker", folder, environment())) {
            api.await("ready", () -> api.readiness() == 200);
            worker.await("ready", () -> worker.readiness() == 200);

            assertEquals("t", one("""
                    select bool_and(ssl) and count(distinct application_name) = 2 from pg_stat_activity join pg_stat_ssl using (pid)
                    where application_name in ('api-service', 'generation-worker')"""));
        }
    }

    @Test
    @Order(2)
    void a_database_whom_another_authority_vouches_for_is_refused() throws Exception {
        shows(strangers.of(Certificates.LOCAL));

        isRefused();
    }

    @Test
    @Order(2)
    void a_database_with_the_certificate_of_another_host_is_refused() throws Exception {
        shows(house.of("dns:db.example"));

        isRefused();
    }

    private static void isRefused() throws Exception {
        try (LoneService api = LoneService.start("api-service", folder, environment());
                LoneService worker = LoneService.start("generation-worker", folder, environment())) {
            assertEquals(2, api.awaitEnd(), api::said);
            assertTrue(
                    api.errors()
                            .getLast()
                            .contains(
                                    "The database's certificate is not trusted; check that TASKFORGE_DATABASE_CA_FILE"),
                    api::said);
            assertFalse(api.hasStackTrace(), api::said);

            worker.await("there", () -> worker.readiness() == 503);
            worker.await("told why", () -> worker.said()
                    .contains("The database's certificate is not trusted; check that TASKFORGE_DATABASE_CA_FILE"));
            assertEquals(
                    "0", one("select count(*) from pg_stat_activity where application_name = 'generation-worker'"));
        }
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TASKFORGE_DATABASE_URL", server.url() + "?sslmode=verify-full");
        environment.put(
                "TASKFORGE_DATABASE_CA_FILE", house.authority().certificate().toString());
        environment.put("TASKFORGE_ENGINE", "rules");
        return environment;
    }

    /** From now on. */
    private static void shows(Certificates.Pair pair) throws SQLException {
        run("alter system set ssl_cert_file = '" + pair.certificate() + "'");
        run("alter system set ssl_key_file = '" + pair.key() + "'");
        run("alter system set ssl = on");
        run("select pg_reload_conf()");
        for (int look = 0; look < LOOKS && !one("show ssl").equals("on"); look++) {
            assertTrue(look < LOOKS - 1, "the server does not take the certificate");
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = PostgresUrl.parse(server.url()).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(String sql) throws SQLException {
        try (Connection connection = PostgresUrl.parse(server.url()).connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
