package io.taskforge.local.stack;

import io.taskforge.embedded.Command;
import io.taskforge.embedded.Tether;
import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One of the two services, as a JVM tied to the launcher; it can do its work when its health endpoint says so. */
final class ServicePart implements Part {

    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(5);

    /** Longer than a worker needs at the worst: its drain (25 s), then handing its job back (8 s), then the end of its JVM. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

    private static final long POLL_MILLIS = 40;
    private static final int INSTANCE_BYTES = 16;

    private final Program program;
    private final Map<String, String> environment;
    private final List<String> javaOptions;
    private final int httpPort;
    private final Path log;
    private final HttpClient http;

    /**
     * @param environment on top of the launcher's own
     * @param javaOptions on top of those that follow from here
     */
    ServicePart(
            Program program,
            Map<String, String> environment,
            List<String> javaOptions,
            int httpPort,
            Path log,
            HttpClient http) {
        this.program = program;
        this.environment = environment;
        this.javaOptions = javaOptions;
        this.httpPort = httpPort;
        this.log = log;
        this.http = http;
    }

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public Running start() {
        try {
            return started();
        } catch (IOException e) {
            throw Refusal.failed(name() + " cannot be started: " + e + " (log: " + log + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.failed("The start of " + name() + " was interrupted.");
        }
    }

    private Running started() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        // What a file holds has been read by now, and two places of one secret are refused.
        environment.keySet().forEach(name -> builder.environment().remove(name + "_FILE"));
        // The launcher asks and answers over plain HTTP on this machine.
        builder.environment().keySet().removeAll(List.of("TASKFORGE_TLS_CERTIFICATE_FILE", "TASKFORGE_TLS_KEY_FILE"));
        String instance = HexFormat.of().formatHex(random(INSTANCE_BYTES));
        builder.environment().put("TASKFORGE_INSTANCE", instance);
        RunningService service = new RunningService(builder.start(), httpPort);
        boolean ready = false;
        try {
            awaitReady(service, instance);
            ready = true;
            return service;
        } finally {
            if (!ready) {
                service.stop();
            }
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The cache of the build is made with these, too.
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                // As the jar's own manifest has it, which only counts for "-jar": without, threads end with a stack
                // trace.
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                Program.joined(program.classPath()),
                Tether.class.getName(),
                program.mainClass()));
        return Command.inOwnSession(command);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /**
     * @param instance which the health answer of this very process holds, and that of whoever else listens on the port does not
     */
    private void awaitReady(RunningService service, String instance) throws IOException, InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/q/health/ready"))
                .timeout(HEALTH_PATIENCE)
                .build();
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        String answer = "nothing yet";
        while (System.nanoTime() < deadline) {
            if (service.process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw Refusal.failed(name() + " ended during its start (exit code " + service.process.exitValue()
                        + "): " + lastWords() + " (log: " + log + ")");
            }
            try {
                HttpResponse<String> response = http.send(health, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 200 && response.body().contains(instance)) {
                    return;
                }
                answer = (response.statusCode() == 200 ? "another program answers on its port: " : "")
                        + response.statusCode() + " " + response.body().replaceAll("\\s+", " ");
            } catch (IOException e) {
                // Not listening yet.
            }
        }
        throw Refusal.failed(name() + " is not ready after " + START_PATIENCE.toSeconds()
                + " s; its health endpoint says " + answer + " (log: " + log + ")");
    }

    /** The line of the log that most likely says why it ended. */
    private String lastWords() throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.reversed().stream()
                .limit(200)
                .filter(line -> line.startsWith("Caused by:") || line.contains(" ERROR ") || line.startsWith("Error:"))
                .findFirst()
                .or(() -> lines.reversed().stream()
                        .filter(line -> !line.isBlank())
                        .findFirst())
                .orElse("it said nothing");
    }

    private record RunningService(Process process, int port) implements Running {

        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public String place() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public CompletableFuture<Void> onExit() {
            return process.onExit().thenApply(ended -> null);
        }

        /** Through the handle: {@link Process#destroy()} would also close the tether, whose grace is shorter than a drain. */
        @Override
        public void stop() {
            process.toHandle().destroy();
            try {
                process.onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                process.destroyForcibly();
            }
        }
    }
}
