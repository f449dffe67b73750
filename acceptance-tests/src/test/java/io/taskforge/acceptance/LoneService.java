package io.taskforge.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** One of the built services, started as a deployment starts it, with the variables given and no others of ours. */
final class LoneService implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    private static final int PAUSE_MS = 100;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path log;
    private final int httpPort;

    private LoneService(Process process, Path log, int httpPort) {
        this.process = process;
        this.log = log;
        this.httpPort = httpPort;
    }

    /** @param environment on top of free ports, a pepper and a broker that is away */
    static LoneService start(String service, Path folder, Map<String, String> environment) throws IOException {
        Path log = Files.createTempFile(folder, service, ".log");
        int httpPort = freePort();
        Map<String, String> variables = new HashMap<>(Map.of(
                "TASKFORGE_HTTP_PORT", Integer.toString(httpPort),
                "TASKFORGE_GRPC_PORT", Integer.toString(freePort()),
                "TASKFORGE_KEY_PEPPER", "9f2c4be17ad0583612cc7e04b1d6a8f3".repeat(2),
                "TASKFORGE_AMQP_URL", "amqp://forge:9f2c4be17ad0583612cc7e04b1d6a8f3@127.0.0.1:1",
                "TASKFORGE_METRICS_PORT", "0"));
        variables.putAll(environment);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        RunningProduct.HOME
                                .resolve(service)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKFORGE_"));
        builder.environment().putAll(variables);
        return new LoneService(builder.start(), log, httpPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** Its exit code, once it has ended by itself. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it runs: " + said());
        }
        return process.exitValue();
    }

    /** The status of its readiness; 0 while it does not answer at all. */
    int readiness() {
        return probe("ready");
    }

    /** The status of its liveness; 0 while it does not answer at all. */
    int liveness() {
        return probe("live");
    }

    private int probe(String name) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/q/health/" + name))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void await(String what, BooleanSupplier condition) throws InterruptedException {
        for (long waited = 0; !condition.getAsBoolean(); waited += PAUSE_MS) {
            if (waited > PATIENCE_SECONDS * 1_000L || process.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("never " + what + ": " + said());
            }
        }
    }

    /** What it has said, once it is enough, or nothing will be added to it. */
    String awaitSaid(Predicate<String> enough) throws InterruptedException {
        for (long waited = 0;
                !enough.test(said()) && !process.waitFor(PAUSE_MS, TimeUnit.MILLISECONDS);
                waited += PAUSE_MS) {
            if (waited > PATIENCE_SECONDS * 1_000L) {
                throw new AssertionError("not said: " + said());
            }
        }
        return said();
    }

    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its lines at the level of errors. */
    List<String> errors() {
        return said().lines().filter(line -> line.contains(" ERROR ")).toList();
    }

    boolean hasStackTrace() {
        return said().lines().anyMatch(line -> line.startsWith("\tat "));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
