package io.taskforge.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The whole product as {@code ./taskforge up} runs it, with its worker stopped in mid-air: only the API is measured. */
final class Product implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    /**
     * The launcher compiles quickly and gives little memory, for a quick start; a service that runs for weeks does not. Nor does such a
     * one have the launcher's start cache, with which the code runs slower for good.
     */
    private static final String AS_DEPLOYED = "-XX:TieredStopAtLevel=4 -Xmx512m -XX:AOTMode=off";

    private static final long KIB_PER_MIB = 1_024;

    private final Path folder;
    private final Process launcher;
    private final JsonNode connection;

    private Product(Path folder, Process launcher) throws IOException {
        this.folder = folder;
        this.launcher = launcher;
        this.connection = JSON.readTree(Files.readAllBytes(folder.resolve("connection.json")));
    }

    /** @param environment on top of this process's own */
    static Product start(Path home, Map<String, String> environment) {
        try {
            Path folder = Files.createTempDirectory("taskforge-bench-");
            ProcessBuilder builder = new ProcessBuilder(
                            home.resolve("taskforge").toString(),
                            "up",
                            "--data",
                            folder.toString(),
                            "--http-port",
                            "0",
                            "--grpc-port",
                            "0")
                    .redirectErrorStream(true);
            builder.environment().put("TASKFORGE_ENGINE", "rules");
            builder.environment().put("TASKFORGE_JAVA_OPTIONS", AS_DEPLOYED);
            builder.environment().putAll(environment);
            Process launcher = builder.start();
            // Whatever happens to the measuring, nothing is left running.
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
            awaitReady(launcher);
            return new Product(folder, launcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(Process launcher) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.startsWith("READY ")) {
                Thread.ofVirtual().start(() -> drain(lines));
                return;
            }
        }
        throw new IllegalStateException("the product did not start: " + String.join("\n", said));
    }

    /** What it says from now on must not fill the pipe. */
    private static void drain(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {
                // Dropped.
            }
        } catch (IOException e) {
            // It has ended, and its pipe with it.
        }
    }

    URI http() {
        return URI.create(connection.get("base_url").asText());
    }

    URI grpc() {
        return URI.create("http://" + connection.get("grpc").asText());
    }

    String apiKey() {
        return connection.get("api_key").asText();
    }

    /** With user and password. */
    URI database() {
        return URI.create(connection.get("database_url").asText());
    }

    /** As in {@code connection.json}. */
    long pid(String part) {
        return connection.get("pids").get(part).asLong();
    }

    String brokerUrl() {
        return connection.get("amqp_url").asText();
    }

    /** The worker neither works nor ends. */
    void holdWorker() {
        signalWorker("STOP");
    }

    private void signalWorker(String signal) {
        try {
            String pid = Long.toString(pid("generation-worker"));
            new ProcessBuilder("kill", "-" + signal, pid).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resident memory of each process that was started, in MiB. */
    Map<String, Long> residentMemory() {
        return connection.get("pids").properties().stream()
                .filter(each -> each.getValue().isNumber())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> residentMemory(each.getValue().asLong())));
    }

    private static long residentMemory(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                    .findFirst()
                    .orElse(0L);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Of its database. */
    Connection connect() {
        return connect(database());
    }

    static Connection connect(URI database) {
        String[] login = database.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath();
        try {
            return DriverManager.getConnection(url, login[0], login[1]);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        signalWorker("CONT");
        launcher.destroy();
        launcher.onExit().join();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
