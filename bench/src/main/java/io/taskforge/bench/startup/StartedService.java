package io.taskforge.bench.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the services in a JVM of its own, with the launcher's options for a quick start. */
final class StartedService {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long BETWEEN_LOOKS_MS = 5;
    private static final double NANOS_PER_MS = 1e6;
    private static final long KIB_PER_MIB = 1_024;
    private static final int OK = 200;

    /** Until it was ready. */
    record Start(double millis, double residentMib) {}

    private StartedService() {}

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Xlog:disable");
    }

    /**
     * Starts it, waits until it is ready, and ends it in order.
     *
     * @param program its class path and main class, as the launcher gives them
     * @param options of the JVM, on top of those
     * @param environment where its servers are
     */
    static Start once(List<String> program, List<String> options, Map<String, String> environment, HttpClient http) {
        List<String> command = new ArrayList<>(java());
        command.addAll(options);
        command.addAll(program);
        int port = freePort();
        try {
            Path said = Files.createTempFile("taskforge-bench-", ".log");
            try {
                return once(command, port, environment, said, http);
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Start once(
            List<String> command, int port, Map<String, String> environment, Path said, HttpClient http)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("TASKFORGE_HTTP_PORT", Integer.toString(port));
        builder.environment().put("TASKFORGE_GRPC_PORT", Integer.toString(freePort()));
        builder.environment().put("TASKFORGE_METRICS_PORT", "0");
        long begun = System.nanoTime();
        Process process = builder.start();
        try {
            awaitReady(process, port, said, http);
            double millis = (System.nanoTime() - begun) / NANOS_PER_MS;
            return new Start(millis, residentMemory(process.pid()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }

    private static void awaitReady(Process process, int port, Path said, HttpClient http)
            throws IOException, InterruptedException {
        HttpRequest ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(PATIENCE)
                .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == OK) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            if (process.waitFor(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a service ended during its start: " + Files.readString(said));
            }
        }
        throw new IllegalStateException("a service is not ready: " + Files.readString(said));
    }

    private static double residentMemory(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
