package io.taskforge.chaos.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A PostgreSQL of the machine's own binaries, as durable as in production. As root it runs as the user postgres. */
public final class PostgresNode implements AutoCloseable {

    public static final String USER = "taskforge";
    public static final String DATABASE = "taskforge";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final double CLOCK_TOLERANCE_SECONDS = 2;

    /** PostgreSQL's signal for a shutdown that is as sudden as a power cut, but tells its own processes. */
    private static final String IMMEDIATE = "QUIT";

    private static final String FAST = "INT";

    /**
     * @param megabytes of disk; empty for the machine's own disk
     * @param movableClock whether {@link #moveClock} is possible; needs libfaketime
     */
    public record Plan(OptionalInt megabytes, boolean movableClock) {

        public static final Plan USUAL = new Plan(OptionalInt.empty(), false);
    }

    private final Path folder;
    private final Path log;
    private final Plan plan;
    private final Path binaries;
    private final String password;
    private final int port = Proc.freePort();
    private final Clock clock = Clock.systemUTC();
    private Child server;

    private PostgresNode(Path folder, Path log, Plan plan, String password) {
        this.folder = folder;
        this.log = log;
        this.plan = plan;
        this.binaries = binaries();
        this.password = password;
    }

    /**
     * Makes a cluster with an empty database and starts it.
     *
     * @param folder becomes its own
     */
    public static PostgresNode start(Path folder, Path log, Plan plan, String password) {
        PostgresNode node = new PostgresNode(folder, log, plan, password);
        boolean started = false;
        try {
            node.initialise();
            node.start();
            try (Connection connection = DriverManager.getConnection(node.jdbcUrl("postgres"));
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + DATABASE);
            }
            started = true;
            return node;
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL started and refuses us; see " + log, e);
        } finally {
            if (!started) {
                node.close();
            }
        }
    }

    private static Path binaries() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(PostgresNode::missing);
        } catch (IOException e) {
            throw missing();
        }
    }

    private static IllegalStateException missing() {
        return new IllegalStateException(
                "PostgreSQL's binaries are missing in /usr/lib/postgresql: apt-get install postgresql (it need not run).");
    }

    private void initialise() {
        try {
            Files.createDirectories(folder);
            plan.megabytes()
                    .ifPresent(size -> Proc.must(List.of(
                            "mount", "-t", "tmpfs", "-o", "size=" + size + "m", "taskforge-chaos", folder.toString())));
            Path secret = Files.writeString(folder.resolve("password"), password);
            if (plan.movableClock()) {
                writeClock(Duration.ZERO);
            }
            if (root()) {
                Proc.must(List.of("chown", "-R", "postgres:postgres", folder.toString()));
            }
            List<String> initdb = asOwner(binaries.resolve("initdb"));
            initdb.addAll(List.of(
                    "-D",
                    data(),
                    "-U",
                    USER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + secret,
                    "-E",
                    "UTF8",
                    "--locale=C"));
            if (plan.megabytes().isPresent()) {
                initdb.add("--wal-segsize=1");
            }
            Proc.must(initdb);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Without a process in between that would not hear signals meant for the server. */
    private static List<String> asOwner(Path program) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(program.toString());
        return command;
    }

    /** Until it answers. */
    public void start() {
        List<String> command = asOwner(Path.of("env"));
        if (plan.movableClock()) {
            // Not before the server is its own user: what libfaketime makes as root the server may not open.
            FakeClock.asSaidIn(clock()).forEach((name, value) -> command.add(name + "=" + value));
        }
        command.addAll(List.of(binaries.resolve("postgres").toString(), "-D", data()));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1", "port=" + port, "unix_socket_directories=", "max_connections=120"));
        if (plan.megabytes().isPresent()) {
            settings.addAll(List.of("min_wal_size=2MB", "max_wal_size=8MB", "shared_buffers=16MB"));
        }
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        server = Child.start(command, Map.of(), log);
        Proc.await("PostgreSQL answers, see " + log, START, this::answers);
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** In order: running transactions are rolled back. */
    public void stop() {
        server.signal(FAST);
        server.awaitEnd(STOP);
    }

    /** As sudden as a power cut; it recovers from its log at the next start. */
    public void stopImmediate() {
        server.signal(IMMEDIATE);
        server.awaitEnd(STOP);
    }

    public void kill() {
        server.kill();
    }

    /** Stands still, with its connections open. */
    public void pause() {
        server.pause();
    }

    public void resume() {
        server.resume();
    }

    /** Ends every connection but the one that asks. */
    public int terminateBackends() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes what is left of the disk; only for a node with a disk of its own. */
    public void fillDisk() {
        byte[] block = new byte[64 * 1_024];
        try (FileChannel ballast = FileChannel.open(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (ballast.size() < Long.MAX_VALUE) {
                ballast.write(java.nio.ByteBuffer.wrap(block));
            }
        } catch (IOException e) {
            // Full, which is what was wanted.
        }
    }

    public void freeDisk() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        if (plan.megabytes().isEmpty()) {
            throw new IllegalStateException("the disk of the machine is not to be filled");
        }
        return folder.resolve("ballast");
    }

    /** Returns when its clock shows itself that far ahead of the machine's; behind, when negative. */
    public void moveClock(Duration ahead) {
        writeClock(ahead);
        Proc.await("the database's clock is set, see " + log, START, () -> off(ahead) < CLOCK_TOLERANCE_SECONDS);
    }

    private void writeClock(Duration ahead) {
        try {
            Files.writeString(clock(), FakeClock.shown(ahead));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Seconds between what the clock shows and what it should. */
    private double off(Duration ahead) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select extract(epoch from clock_timestamp())")) {
            row.next();
            double machine = clock.millis() / 1_000.0;
            return Math.abs(row.getDouble(1) - machine - ahead.toSeconds());
        } catch (SQLException e) {
            return Double.MAX_VALUE;
        }
    }

    private Path clock() {
        return folder.resolve("clock");
    }

    public int port() {
        return port;
    }

    public boolean alive() {
        return server != null && server.alive();
    }

    /** Straight to it, with user and password. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER + "&password=" + password
                + "&connectTimeout=5&socketTimeout=120";
    }

    /** As the services take it. */
    public String url(int through) {
        return "postgresql://" + USER + ":" + password + "@127.0.0.1:" + through + "/" + DATABASE;
    }

    @Override
    public void close() {
        Optional.ofNullable(server).ifPresent(Child::close);
        if (plan.megabytes().isPresent()) {
            var unused = Proc.run(List.of("umount", "-l", folder.toString()));
        }
    }
}
