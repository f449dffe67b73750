package io.taskforge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, with a statement of ours: what the database alone can do on this machine at this moment. */
final class PgBench {

    private static final Pattern RESULT = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+) ms");
    private static final double MICROS_PER_MILLI = 1_000;

    private final Path program;
    private final URI database;

    private PgBench(Path program, URI database) {
        this.program = program;
        this.database = database;
    }

    /** Empty when the machine has no pgbench; Debian's package postgresql brings it. */
    static Optional<PgBench> on(URI database) {
        try (Stream<Path> installed = Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql")).map(version -> version.resolve("bin/pgbench"))
                : Stream.empty()) {
            return Stream.concat(
                            Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, "pgbench")),
                            installed.toList().stream())
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(program -> new PgBench(program, database));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param script as pgbench reads it */
    Throughput run(String script, int clients, Duration howLong) {
        try {
            Path file = Files.createTempFile("taskforge-bench-", ".sql");
            try {
                Files.writeString(file, script);
                return run(file, clients, howLong);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Throughput run(Path script, int clients, Duration howLong) throws IOException {
        String[] login = database.getUserInfo().split(":", 2);
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-n",
                "-M",
                "prepared",
                "-c",
                Integer.toString(clients),
                "-j",
                "2",
                "-T",
                Long.toString(howLong.toSeconds()),
                "-f",
                script.toString(),
                "-h",
                database.getHost(),
                "-p",
                Integer.toString(database.getPort()),
                "-U",
                login[0],
                database.getPath().substring(1)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", login[1]);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher tps = RESULT.matcher(output);
        Matcher latency = LATENCY.matcher(output);
        if (process.onExit().join().exitValue() != 0 || !tps.find() || !latency.find() || output.contains("aborted")) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        double perSecond = Double.parseDouble(tps.group(1));
        return new Throughput(
                Math.round(perSecond * howLong.toSeconds()),
                perSecond,
                Double.parseDouble(latency.group(1)) * MICROS_PER_MILLI,
                0,
                null);
    }
}
