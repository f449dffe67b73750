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
                "-Xlog:disable");
    }

    /**
     * Starts it, waits until it is ready, and ends it in order.
     *
     * @param options of the JVM, on top of those
     * @param environment where its servers are
     */
    static Start once(Path jar, List<String> options, Map<String, String> environment, HttpClient http) {
        List<String> command = new ArrayList<>(java());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        int port = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        builder.environment().put("TASKFORGE_HTTP_PORT", Integer.toString(port));
        builder.environment().put("TASKFORGE_GRPC_PORT", Integer.toString(freePort()));
        try {
            long begun = System.nanoTime();
            Process process = builder.start();
            try {
                awaitReady(process, port, http);
                double millis = (System.nanoTime() - begun) / NANOS_PER_MS;
                return new Start(millis, residentMemory(process.pid()));
            } finally {
                process.destroy();
                process.onExit().join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void awaitReady(Process process, int port, HttpClient http) throws InterruptedException {
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
                throw new IllegalStateException("a service ended during its start: " + process.exitValue());
            }
        }
        throw new IllegalStateException("a service is not ready");
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
