package io.taskforge.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    private static final String PASSWORD = "correct-horse:battery/staple";

    @TempDir
    Path folder;

    private EmbeddedPostgres.Options options() {
        return EmbeddedPostgres.Options.in(folder.resolve("postgres"), PASSWORD);
    }

    @Test
    void what_is_committed_is_there_after_a_restart() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(options())) {
            execute(server, "create table kept (word text)");
            execute(server, "insert into kept values ('ÄÖÜ 東京')");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(options())) {
            assertEquals("ÄÖÜ 東京", ask(server, "select word from kept"));
        }
    }

    @Test
    void it_is_durable_private_and_listens_on_the_loopback_only() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(options())) {
            assertEquals("on", ask(server, "show fsync"));
            assertEquals("on", ask(server, "show synchronous_commit"));
            assertEquals("127.0.0.1", ask(server, "show listen_addresses"));
            assertEquals("", ask(server, "show unix_socket_directories"));
            assertEquals("UTF8", ask(server, "show server_encoding"));
            assertEquals("äö", ask(server, "select lower('ÄÖ')"));
            assertEquals(
                    "0", ask(server, "select count(*) from pg_hba_file_rules where auth_method <> 'scram-sha-256'"));
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgres"))));
            PostgresUrl stranger = new PostgresUrl("taskforge", "wrong", "127.0.0.1", server.port(), "taskforge", null);
            assertEquals(
                    "28P01", assertThrows(SQLException.class, stranger::connect).getSQLState());
        }
    }

    @Test
    void a_killed_server_says_so_and_the_next_start_recovers_its_data() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(options());
        execute(killed, "create table kept as select 42 as answer");
        assertTrue(ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly());
        killed.onExit().get(20, TimeUnit.SECONDS);
        assertTrue(Files.exists(folder.resolve("postgres/postmaster.pid")), "a kill leaves the lock file behind");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(options().withPort(killed.port()))) {
            assertEquals("42", ask(server, "select answer from kept"));
            assertEquals(killed.port(), server.port());
        }
    }

    @Test
    void a_server_left_behind_on_the_same_data_is_replaced() throws Exception {
        try (EmbeddedPostgres orphan = EmbeddedPostgres.start(options());
                EmbeddedPostgres server = EmbeddedPostgres.start(options())) {
            orphan.onExit().get(20, TimeUnit.SECONDS);
            assertNotEquals(orphan.pid(), server.pid());
            assertEquals("1", ask(server, "select 1"));
        }
    }

    @Test
    void a_lock_file_that_names_a_process_of_somebody_else_is_no_obstacle() throws Exception {
        EmbeddedPostgres.start(options()).close();
        long stranger = ProcessHandle.current().pid();
        Path lock = folder.resolve("postgres/postmaster.pid");
        Files.writeString(lock, stranger + "\n" + folder.resolve("postgres") + "\n0\n1\n\n127.0.0.1\n\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(options())) {
            assertEquals("1", ask(server, "select 1"));
        }
    }

    @Test
    void data_of_another_major_version_is_refused_in_one_line() throws Exception {
        Path data = Files.createDirectory(folder.resolve("postgres"));
        Files.writeString(data.resolve("PG_VERSION"), "12\n");
        String message = refusal(options());
        assertTrue(message.contains("belongs to PostgreSQL 12"), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void files_that_are_no_database_are_left_alone() throws Exception {
        Path data = Files.createDirectory(folder.resolve("postgres"));
        Path holiday = Files.writeString(data.resolve("holiday.txt"), "sea");
        assertTrue(refusal(options()).contains("no PostgreSQL data"));
        assertEquals("sea", Files.readString(holiday));
    }

    @Test
    void a_first_start_cut_short_leaves_nothing_that_the_next_one_trips_over() throws Exception {
        Path half = Files.createDirectories(folder.resolve("postgres.new-1234/data/base"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(options())) {
            assertEquals("1", ask(server, "select 1"));
        }
        assertFalse(Files.exists(half));
    }

    @Test
    void a_lost_password_is_explained() {
        EmbeddedPostgres.start(options()).close();
        String message = refusal(EmbeddedPostgres.Options.in(folder.resolve("postgres"), "another"));
        assertTrue(message.contains("another password"), message);
    }

    @Test
    void a_taken_port_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String message = refusal(options().withPort(taken.getLocalPort()));
            assertTrue(message.contains("127.0.0.1:" + taken.getLocalPort() + ": the port is taken"), message);
        }
    }

    @Test
    void every_database_of_the_shared_server_is_a_fresh_one() throws SQLException {
        PostgresUrl first = PostgresUrl.parse(EmbeddedPostgres.shared().createDatabase());
        PostgresUrl second = PostgresUrl.parse(EmbeddedPostgres.shared().createDatabase());
        try (Connection connection = first.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create table only_here (id int)");
        }
        try (Connection connection = second.connect();
                Statement statement = connection.createStatement()) {
            SQLException missing = assertThrows(SQLException.class, () -> statement.execute("table only_here"));
            assertEquals("42P01", missing.getSQLState());
        }
    }

    private static String refusal(EmbeddedPostgres.Options options) {
        return assertThrows(EmbeddedServerFailure.class, () -> EmbeddedPostgres.start(options)
                        .close())
                .getMessage();
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = PostgresUrl.parse(server.url()).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = PostgresUrl.parse(server.url()).connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
