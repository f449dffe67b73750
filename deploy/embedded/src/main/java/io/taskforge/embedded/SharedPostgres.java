package io.taskforge.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The database server that the tests of one JVM share: embedded in a temporary folder that goes with the JVM, or the one of
 * {@code TASKFORGE_TEST_DATABASE_URL}. Each test class asks for a database of its own.
 */
public final class SharedPostgres {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PostgresUrl server;
    private final Queue<String> databases = new ConcurrentLinkedQueue<>();

    private SharedPostgres(PostgresUrl server) {
        this.server = server;
    }

    static SharedPostgres instance() {
        return Holder.INSTANCE;
    }

    /** Makes an empty database and gives its URL: {@code postgresql://user:password@host:port/database}. */
    public String createDatabase() {
        String name = "test_" + randomHex(8);
        execute("create database " + name);
        databases.add(name);
        return server.withDatabase(name).url();
    }

    private void execute(String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new EmbeddedServerFailure("The test database server " + server + " refuses: " + e.getMessage(), e);
        }
    }

    private static String randomHex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static SharedPostgres external(String url) {
        SharedPostgres shared = new SharedPostgres(PostgresUrl.parse(url));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> shared.databases.forEach(
                        name -> shared.execute("drop database if exists " + name + " with (force)"))));
        return shared;
    }

    private static SharedPostgres embedded() {
        try {
            Path folder = Files.createTempDirectory("taskforge-test-");
            EmbeddedPostgres.Options options = EmbeddedPostgres.Options.in(folder.resolve("postgres"), randomHex(16));
            EmbeddedPostgres running = EmbeddedPostgres.start(options.notDurable());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                running.close();
                try {
                    PrivateFolder.delete(folder);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            return new SharedPostgres(PostgresUrl.parse(running.url()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Holder {

        static final SharedPostgres INSTANCE = start();

        private static SharedPostgres start() {
            String url = System.getenv("TASKFORGE_TEST_DATABASE_URL");
            return url == null || url.isBlank() ? embedded() : external(url);
        }
    }
}
