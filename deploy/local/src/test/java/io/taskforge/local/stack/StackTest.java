package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.embedded.PostgresUrl;
import io.taskforge.local.key.ClientKeys;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.local.terminal.Steps;
import io.taskforge.model.client.ApiKey;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.job.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

    @TempDir
    Path parent;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>(Map.of("TASKFORGE_ENGINE", "rules"));

    private Path folder() {
        return parent.resolve("data");
    }

    private Stack stack(int httpPort, Class<?> api) {
        Stack.Options options = new Stack.Options(
                Settings.from(environment),
                httpPort,
                0,
                true,
                FakeServices.program("api-service", api),
                FakeServices.program("generation-worker", FakeServices.Worker.class));
        DataFolder data = DataFolder.take(folder(), DataFolder.Use.UP).orElseThrow();
        return new Stack(
                options,
                data,
                new Steps(new PrintStream(said, true, StandardCharsets.UTF_8)),
                HttpClient.newHttpClient());
    }

    private Stack stack() {
        return stack(0, FakeServices.Api.class);
    }

    private Connection awaitConnection(Predicate<Connection> wanted) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            var connection = Connection.readFrom(folder()).filter(wanted);
            if (connection.isPresent()) {
                return connection.get();
            }
            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("connection.json never was as wanted; said:\n" + said);
    }

    private static void kill(long pid) {
        assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    }

    private static String ask(String url, String sql) throws SQLException {
        try (java.sql.Connection connection = PostgresUrl.parse(url).connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    @Test
    void everything_runs_is_started_again_when_killed_and_is_gone_at_the_end() throws Exception {
        List<ProcessHandle> processes;
        try (Stack stack = stack()) {
            Connection first = stack.start();
            assertEquals(first, Connection.readFrom(folder()).orElseThrow());
            assertEquals(ProcessHandle.current().pid(), first.pids().launcher());
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve("connection.json"))));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
            assertTrue(ApiKey.parse(first.apiKey()).isPresent());
            assertEquals(first.baseUrl() + "/admin", first.adminUrl());
            assertTrue(first.adminSetupUrl().startsWith(first.adminUrl() + "/setup?token="), first.adminSetupUrl());

            kill(first.pids().generationWorker());
            Connection second = awaitConnection(
                    now -> differ(now.pids().generationWorker(), first.pids().generationWorker()));
            kill(first.pids().postgres());
            Connection third = awaitConnection(
                    now -> differ(now.pids().postgres(), first.pids().postgres()));
            kill(first.pids().broker());
            Connection fourth = awaitConnection(
                    now -> differ(now.pids().broker(), first.pids().broker()));

            assertEquals(second.pids().generationWorker(), fourth.pids().generationWorker());
            assertEquals(first.databaseUrl(), third.databaseUrl());
            assertEquals(first.amqpUrl(), fourth.amqpUrl());
            assertEquals(
                    "1",
                    ask(fourth.databaseUrl(), "select count(*) from client where name = 'local' and limits_exempt"));
            assertEquals(
                    Sha256.hex(Secrets.in(folder()).tokenSigningKey()),
                    ask(fourth.databaseUrl(), "select sha256 from token_key"));
            String words = said.toString(StandardCharsets.UTF_8);
            assertTrue(words.contains("generation-worker  ended unasked; starting it again"), words);
            assertTrue(words.contains("generation-worker.log"), words);
            processes = fourth.pids().alive().toList();
            assertEquals(4, processes.size());
        }
        for (ProcessHandle process : processes) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
        assertFalse(Files.exists(folder().resolve("connection.json")));
    }

    private static boolean differ(Long now, Long before) {
        return now != null && !now.equals(before);
    }

    @Test
    void existing_servers_are_used_and_the_key_is_revoked_at_the_end() throws Exception {
        String database = EmbeddedPostgres.shared().createDatabase();
        environment.put("TASKFORGE_DATABASE_URL", database);
        environment.put("TASKFORGE_AMQP_URL", EmbeddedBroker.shared().url());
        String pepper = "0f".repeat(32);
        environment.put("TASKFORGE_KEY_PEPPER", pepper);
        String tokenKey = TokenSigningKey.mint();
        environment.put("TASKFORGE_TOKEN_SIGNING_KEY", tokenKey);
        ApiKey key;
        try (Stack stack = stack()) {
            Connection connection = stack.start();
            assertNull(connection.pids().postgres());
            assertNull(connection.pids().broker());
            key = ApiKey.parse(connection.apiKey()).orElseThrow();
            String stored = "select encode(secret_hash, 'hex') from api_key where revoked_at is null and key_id = '"
                    + key.keyId() + "'";
            assertArrayEquals(
                    key.hash(Pepper.parse(pepper).orElseThrow()),
                    java.util.HexFormat.of().parseHex(ask(database, stored)));
            assertEquals(
                    "{tickets:cancel,tickets:read,tickets:submit}",
                    ask(database, "select array(select unnest(scopes) order by 1) from api_key"));
            assertEquals(Sha256.hex(tokenKey), ask(database, "select sha256 from token_key"));
        }
        assertEquals("0", ask(database, "select count(*) from api_key where revoked_at is null"));
        try (Stack stack = stack()) {
            assertNotEquals(key.reveal(), stack.start().apiKey());
        }
    }

    @Test
    void a_key_left_behind_is_revoked_and_the_key_of_another_launcher_is_not() throws Exception {
        String database = EmbeddedPostgres.shared().createDatabase();
        environment.put("TASKFORGE_DATABASE_URL", database);
        environment.put("TASKFORGE_AMQP_URL", EmbeddedBroker.shared().url());
        try (Stack stack = stack()) {
            stack.start();
        }
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("TASKFORGE_KEY_PEPPER is not set"));
        assertTrue(MadeKeys.in(folder()).ids().isEmpty());

        ClientKeys keys = new ClientKeys(
                PostgresUrl.parse(database), Pepper.parse("0f".repeat(32)).orElseThrow());
        ApiKey ofAnother = ClientKeys.mint();
        keys.replaceLocal(List.of(), ofAnother);
        ApiKey leftBehind = ClientKeys.mint();
        keys.replaceLocal(List.of(), leftBehind);
        MadeKeys.in(folder()).add(leftBehind.keyId());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve("made-keys"))));

        try (Stack stack = stack()) {
            ApiKey own = ApiKey.parse(stack.start().apiKey()).orElseThrow();
            assertEquals(List.of(own.keyId()), MadeKeys.in(folder()).ids());
            assertEquals("t", ask(database, revoked(leftBehind)));
            assertEquals("f", ask(database, revoked(own)));
        }
        assertEquals("f", ask(database, revoked(ofAnother)));
    }

    private static String revoked(ApiKey key) {
        return "select revoked_at is not null from api_key where key_id = '" + key.keyId() + "'";
    }

    @Test
    void a_service_that_cannot_start_is_explained_and_nothing_stays() throws IOException {
        environment.put("TASKFORGE_DATABASE_URL", EmbeddedPostgres.shared().createDatabase());
        environment.put("TASKFORGE_AMQP_URL", EmbeddedBroker.shared().url());
        try (Stack stack = stack(0, FakeServices.Broken.class)) {
            Refusal refusal = assertThrows(Refusal.class, stack::start);
            assertTrue(
                    refusal.getMessage().contains("api-service ended during its start (exit code 7)"),
                    refusal.getMessage());
            assertTrue(refusal.getMessage().contains("the cellar is flooded"), refusal.getMessage());
            assertEquals(Refusal.FAILED, refusal.exitCode());
        }
        assertFalse(Files.exists(folder().resolve("connection.json")));
        assertEquals(
                0,
                ProcessHandle.current()
                        .descendants()
                        .filter(process -> process.info().arguments().stream()
                                .flatMap(java.util.Arrays::stream)
                                .anyMatch(argument -> argument.contains("FakeServices")))
                        .count());
    }

    @Test
    void the_database_of_a_newer_version_is_refused_and_left_alone() throws Exception {
        String database = EmbeddedPostgres.shared().createDatabase();
        environment.put("TASKFORGE_DATABASE_URL", database);
        environment.put("TASKFORGE_AMQP_URL", EmbeddedBroker.shared().url());
        try (java.sql.Connection connection = PostgresUrl.parse(database).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table flyway_schema_history (version text, success boolean)");
            statement.execute("insert into flyway_schema_history values ('1', true), ('4711', true), (null, true)");
        }
        try (Stack stack = stack()) {
            Refusal refusal = assertThrows(Refusal.class, stack::start);
            assertTrue(refusal.getMessage().contains("newer TaskForge (schema 4711"), refusal.getMessage());
            assertEquals(Refusal.USAGE, refusal.exitCode());
        }
        assertEquals("1", ask(database, "select count(*) from pg_tables where schemaname = 'public'"));
    }

    @Test
    void the_database_of_a_newer_version_is_used_while_that_says_that_this_one_can() throws Exception {
        String database = EmbeddedPostgres.shared().createDatabase();
        PostgresUrl url = PostgresUrl.parse(database);
        try (java.sql.Connection connection = url.connect();
                Statement statement = connection.createStatement()) {
            Schema.make(connection);
            statement.execute("insert into flyway_schema_history values ('4711', true)");

            SchemaVersion.refuseNewer(url);

            statement.execute("update schema_window set compatible_since = 4711");
            assertThrows(Refusal.class, () -> SchemaVersion.refuseNewer(url));
        }
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Stack stack = stack(taken.getLocalPort(), FakeServices.Api.class)) {
            Refusal refusal = assertThrows(Refusal.class, stack::start);
            assertTrue(refusal.getMessage().startsWith("Port " + taken.getLocalPort()), refusal.getMessage());
            assertEquals(Refusal.USAGE, refusal.exitCode());
        }
    }

    @Test
    void a_stack_closed_before_it_was_started_does_not_start() {
        Stack stack = stack();
        stack.close();
        assertThrows(Refusal.class, stack::start);
    }
}
