package io.taskforge.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The built product as its user starts it: {@code up} in a process of its own, in a folder of its own, on free ports. */
public final class RunningProduct implements AutoCloseable {

    public static final Path HOME = Path.of(System.getProperty("taskforge.home"));

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final int START_SECONDS = 120;

    private final Path folder;
    private final Process launcher;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private RunningProduct(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.launcher = launch(environment, "up", "--data", folder.toString(), "--http-port", "0", "--grpc-port", "0");
        Thread.ofVirtual().start(this::read);
    }

    /** Ready to take jobs, with the rules engine. */
    public static RunningProduct start() {
        return start(temporaryFolder(), Map.of("TASKFORGE_ENGINE", "rules"));
    }

    static RunningProduct start(Path folder, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(servers());
        all.putAll(environment);
        RunningProduct product = new RunningProduct(folder, all);
        product.awaitReady();
        return product;
    }

    /**
     * None, for the product to bring its own; or those that the tests were told of. There each start has a database of its own, and
     * with it none of what an earlier start in the same folder stored.
     */
    private static Map<String, String> servers() {
        Map<String, String> servers = new HashMap<>();
        if (System.getenv("TASKFORGE_TEST_DATABASE_URL") != null) {
            servers.put("TASKFORGE_DATABASE_URL", EmbeddedPostgres.shared().createDatabase());
        }
        if (System.getenv("TASKFORGE_TEST_AMQP_URL") != null) {
            servers.put("TASKFORGE_AMQP_URL", EmbeddedBroker.shared().url());
        }
        return servers;
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("taskforge-acceptance-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher, as {@code ./taskforge} runs it. */
    static Process launch(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dtaskforge.home=" + HOME,
                "-cp",
                HOME.resolve("deploy/local/target") + "/*:" + HOME.resolve("deploy/local/target/lib") + "/*",
                "io.taskforge.local.TaskForge"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKFORGE_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(launcher.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                synchronized (output) {
                    output.add(line);
                }
                if (line.startsWith("READY ")) {
                    ready.complete(line.substring("READY ".length()));
                }
            }
            ready.completeExceptionally(new IllegalStateException("the launcher ended: " + output()));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    private void awaitReady() {
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("not ready: " + output(), e);
        }
    }

    /** What the launcher printed so far. */
    public String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    /** Lets some time pass, unless the launcher ends in it. */
    public boolean launcherLives(Duration time) throws InterruptedException {
        return !launcher.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    Process launcher() {
        return launcher;
    }

    Path folder() {
        return folder;
    }

    public JsonNode connection() {
        try {
            return JSON.readTree(Files.readAllBytes(folder.resolve("connection.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String baseUrl() {
        return connection().get("base_url").asText();
    }

    public String apiKey() {
        return connection().get("api_key").asText();
    }

    ProcessHandle process(String name) {
        return ProcessHandle.of(connection().get("pids").get(name).asLong())
                .orElseThrow(() -> new IllegalStateException(name + " does not run"));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE().build());
    }

    /** The body of an answer that goes on for a while. */
    InputStream open(String path) {
        return send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    /** Until another process has taken the place of one that ended, and can be asked. */
    void awaitSuccessor(String name, ProcessHandle ended) throws Exception {
        ended.onExit().get(60, TimeUnit.SECONDS);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (connection().get("pids").get(name).asLong() == ended.pid() || !answers()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no successor of " + name + ": " + output());
            }
            launcher.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try {
            return get("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public HttpResponse<String> post(String path, JsonNode body) {
        return post(path, body, "Content-Type", "application/json");
    }

    /** @param headers names and values in turns */
    HttpResponse<String> post(String path, JsonNode body, String... headers) {
        return send(request(path)
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** Submits a specification under a key of its own and returns the job. */
    public JsonNode submit(String title, String spec) {
        var response = post(
                "/tickets/v1/jobs",
                JSON.createObjectNode()
                        .put("schema_version", "tickets.input.v1")
                        .put("idempotency_key", java.util.UUID.randomUUID().toString())
                        .put("title", title)
                        .put("spec", spec));
        if (response.statusCode() != 202) {
            throw new AssertionError("not accepted: " + response.statusCode() + " " + response.body());
        }
        return json(response);
    }

    /** Polls until the job has ended, or for at most the given time. */
    public JsonNode awaitEnd(JsonNode job, long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (true) {
            JsonNode now = json(get(job.get("status_url").asText()));
            if (now.get("terminal").asBoolean()) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("still not ended: " + now);
            }
            launcher.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(response.body(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl() + path)).header("Authorization", "Bearer " + apiKey());
    }

    private HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every process that belongs to the product, from the launcher down. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(launcher.descendants().toList());
        Optional<ProcessHandle> self = ProcessHandle.of(launcher.pid());
        self.ifPresent(all::add);
        return all;
    }

    /** Stops it as Ctrl-C does, and removes its folder. */
    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
                throw new AssertionError("the launcher did not stop: " + output());
            }
            delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
