package io.taskforge.nativecheck.journey;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product as {@code ./taskforge up} runs it on an empty database, with the recorder in both services. */
public final class RecordedStack implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final long STOP_SECONDS = 90;

    private final Process launcher;
    private final JsonNode connection;
    private final Path recordings;

    private RecordedStack(Process launcher, JsonNode connection, Path recordings) {
        this.launcher = launcher;
        this.connection = connection;
        this.recordings = recordings;
    }

    /**
     * @param home the checkout
     * @param folder for its data and recordings
     * @param environment on top of this process's own
     */
    public static RecordedStack start(Path home, Path folder, Map<String, String> environment) {
        Path agent = home.resolve("deploy/native-check/target/taskforge-native-check.jar");
        Path data = folder.resolve("data");
        ProcessBuilder builder = new ProcessBuilder(
                        home.resolve("taskforge").toString(),
                        "up",
                        "--data",
                        data.toString(),
                        "--http-port",
                        "0",
                        "--grpc-port",
                        "0")
                .redirectErrorStream(true);
        builder.environment().put("TASKFORGE_ENGINE", "model");
        builder.environment().put("TASKFORGE_JAVA_OPTIONS", "-javaagent:" + agent + "=" + folder);
        builder.environment().putAll(environment);
        try {
            Process launcher = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
            awaitReady(launcher);
            JsonNode connection = JSON.readTree(Files.readAllBytes(data.resolve("connection.json")));
            return new RecordedStack(launcher, connection, folder);
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

    /** {@code host:port}. */
    String grpc() {
        return connection.get("grpc").asText();
    }

    String key() {
        return connection.get("api_key").asText();
    }

    String adminSetUp() {
        return connection.get("admin_setup_url").asText();
    }

    /** Of {@code api-service} or {@code generation-worker}; written when the stack has been closed. */
    public Path recording(String service) {
        return recordings.resolve(connection.get("pids").get(service).asLong() + ".uses");
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
