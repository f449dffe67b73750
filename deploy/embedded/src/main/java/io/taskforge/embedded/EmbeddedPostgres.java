package io.taskforge.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running PostgreSQL server of our own: a child process on 127.0.0.1, for one user with a password, with a database
 * {@value #DATABASE}. It stops when closed, and also when this JVM ends in whatever way.
 */
public final class EmbeddedPostgres implements EmbeddedServer {

    public static final String USER = "taskforge";
    public static final String DATABASE = "taskforge";

    private static final int PORT_ATTEMPTS = 5;
    private static final long START_PATIENCE_SECONDS = 90;
    private static final long STOP_PATIENCE_SECONDS = 30;
    private static final long POLL_MILLIS = 10;
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String WRONG_PASSWORD = "28P01";

    /**
     * @param dataDirectory made when missing; its parent becomes readable for this user only
     * @param password of the user {@value #USER}; fixed when the data directory is made
     * @param port 1 to 65535, or 0 for a free one
     * @param log the server's own log is appended here
     * @param durable whether what is committed outlives a power cut; false only for throw-away data
     */
    public record Options(Path dataDirectory, String password, int port, Path log, boolean durable) {

        /** Durable, on a free port, with the log beside the data. */
        public static Options in(Path dataDirectory, String password) {
            Path log = dataDirectory.toAbsolutePath().resolveSibling("postgres.log");
            return new Options(dataDirectory, password, 0, log, true);
        }

        public Options withPort(int newPort) {
            return new Options(dataDirectory, password, newPort, log, durable);
        }

        public Options withLog(Path newLog) {
            return new Options(dataDirectory, password, port, newLog, durable);
        }

        /** For throw-away data: does not wait for the disk. */
        public Options notDurable() {
            return new Options(dataDirectory, password, port, log, false);
        }

        @Override
        public String toString() {
            return "Options[" + dataDirectory + ", port " + port + "]";
        }
    }

    private final Process guard;
    private final long pid;
    private final PostgresUrl url;

    private EmbeddedPostgres(Process guard, long pid, PostgresUrl url) {
        this.guard = guard;
        this.pid = pid;
        this.url = url;
    }

    /**
     * Starts the server and waits until it takes connections: 0.3 s warm, some seconds when it is unpacked and initialised first.
     *
     * @throws EmbeddedServerFailure when it does not start; the message says why and what to do
     */
    public static EmbeddedPostgres start(Options options) {
        try {
            PostgresBinaries binaries = PostgresBinaries.ofThisMachine();
            PostgresDataDirectory data = new PostgresDataDirectory(options.dataDirectory(), binaries);
            data.clearLeftovers();
            data.initialise(options);
            return startOnSomePort(options, binaries, data);
        } catch (IOException e) {
            throw new EmbeddedServerFailure("PostgreSQL cannot be started in " + options.dataDirectory() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerFailure("The start of PostgreSQL was interrupted.", e);
        }
    }

    /** One server for all tests of this JVM, or the one that {@code TASKFORGE_TEST_DATABASE_URL} names. */
    public static SharedPostgres shared() {
        return SharedPostgres.instance();
    }

    private static EmbeddedPostgres startOnSomePort(
            Options options, PostgresBinaries binaries, PostgresDataDirectory data)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            int port = options.port() == 0 ? freePort() : options.port();
            try {
                return startOn(port, options, binaries, data);
            } catch (PortTaken e) {
                // Between finding a free port and taking it, somebody else may.
                if (options.port() != 0 || attempt == PORT_ATTEMPTS) {
                    throw new EmbeddedServerFailure(
                            "PostgreSQL cannot listen on 127.0.0.1:" + port + ": the port is taken.", e);
                }
            }
        }
    }

    private static EmbeddedPostgres startOn(
            int port, Options options, PostgresBinaries binaries, PostgresDataDirectory data)
            throws IOException, InterruptedException {
        Files.createDirectories(options.log().toAbsolutePath().getParent());
        long logBefore = Files.exists(options.log()) ? Files.size(options.log()) : 0;
        Process guard = new ProcessBuilder(serverCommand(port, options, binaries, data))
                .redirectError(ProcessBuilder.Redirect.appendTo(options.log().toFile()))
                .start();
        PostgresUrl url = new PostgresUrl(USER, options.password(), "127.0.0.1", port, DATABASE, null);
        EmbeddedPostgres server = null;
        boolean started = false;
        try {
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII));
            server = new EmbeddedPostgres(guard, Long.parseLong(String.valueOf(said.readLine())), url);
            server.awaitReady(data, options.log(), logBefore);
            server.ensureDatabase();
            started = true;
            return server;
        } catch (NumberFormatException e) {
            throw new IOException("its guard did not start; see " + options.log(), e);
        } finally {
            if (!started) {
                if (server == null) {
                    guard.destroyForcibly();
                } else {
                    server.close();
                }
            }
        }
    }

    private static List<String> serverCommand(
            int port, Options options, PostgresBinaries binaries, PostgresDataDirectory data)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(
                "sh",
                "-c",
                guardScript(),
                "taskforge-guard",
                options.log().toAbsolutePath().toString()));
        command.addAll(Unprivileged.command(binaries));
        command.addAll(
                List.of(binaries.postgres().toString(), "-D", data.folder().toString()));
        String disk = options.durable() ? "on" : "off";
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=" + disk,
                "synchronous_commit=" + disk,
                "full_page_writes=" + disk,
                "max_connections=100",
                "shared_buffers=64MB",
                "password_encryption=scram-sha-256",
                "logging_collector=off",
                "log_line_prefix=%m [%p] ")) {
            command.add("-c");
            command.add(setting);
        }
        return Command.inOwnSession(command);
    }

    private void awaitReady(PostgresDataDirectory data, Path log, long logBefore)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_PATIENCE_SECONDS);
        while (!data.isReady(pid)) {
            if (guard.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                String why = fatalLine(log, logBefore);
                if (why.contains("could not create any TCP/IP sockets") || why.contains("Address already in use")) {
                    throw new PortTaken();
                }
                throw new EmbeddedServerFailure("PostgreSQL did not start: " + why + " (log: " + log + ")");
            }
            if (System.nanoTime() > deadline) {
                throw new EmbeddedServerFailure(
                        "PostgreSQL is not ready after " + START_PATIENCE_SECONDS + " s; see " + log + ".");
            }
        }
    }

    private static String fatalLine(Path log, long from) throws IOException {
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            String written = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return written.lines()
                    .filter(line -> line.contains("FATAL:"))
                    .findFirst()
                    .or(() -> written.lines().reduce((first, second) -> second))
                    .orElse("it said nothing");
        }
    }

    private void ensureDatabase() {
        try {
            url.connect().close();
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw new EmbeddedServerFailure(
                        "The database was made with another password than the one kept beside it:"
                                + " put the old password file back, or start with an empty folder.");
            }
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw new EmbeddedServerFailure("PostgreSQL started, but refuses us: " + e.getMessage(), e);
            }
            createDatabase(DATABASE);
        }
    }

    private void createDatabase(String name) {
        try (Connection connection = url.withDatabase("postgres").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create database \"" + name + "\"");
        } catch (SQLException e) {
            throw new EmbeddedServerFailure("The database " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public int port() {
        return url.port();
    }

    /** The server's own process, not the guard's. */
    @Override
    public long pid() {
        return pid;
    }

    /** For JDBC, without user and password. */
    public String jdbcUrl() {
        return url.jdbcUrl();
    }

    /** {@code postgresql://user:password@127.0.0.1:port/taskforge}. */
    @Override
    public String url() {
        return url.url();
    }

    @Override
    public CompletableFuture<Void> onExit() {
        return guard.onExit().thenApply(ended -> null);
    }

    /** Stops the server: a fast shutdown that rolls open transactions back, then harder. */
    @Override
    public void close() {
        try (OutputStream tether = guard.getOutputStream()) {
            tether.flush();
        } catch (IOException e) {
            // The guard has ended already, and the server with it.
        }
        try {
            guard.onExit().get(STOP_PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // The guard goes on stopping the server without us.
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static String guardScript() throws IOException {
        try (InputStream script = EmbeddedPostgres.class.getResourceAsStream("guard.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Somebody else listens on the port that was to be ours. */
    private static final class PortTaken extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
