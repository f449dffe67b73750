package io.taskforge.chaos.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of the two services as a process of its own, as the build leaves it. Its log is {@code <name>.log}. */
public final class ServiceNode implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration HEALTH = Duration.ofSeconds(3);

    /** Which of them. */
    public enum Kind {
        API_SERVICE("api-service"),
        GENERATION_WORKER("generation-worker");

        private final String module;

        Kind(String module) {
            this.module = module;
        }
    }

    private final Kind kind;
    private final String name;
    private final Path home;
    private final Path log;
    private final Map<String, String> environment;
    private final int port = Proc.freePort();
    private final int grpcPort = Proc.freePort();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(HEALTH)
            .build();
    private Child process;

    /**
     * Nothing runs yet.
     *
     * @param name of its log, and of itself in reports
     * @param home the checkout
     * @param environment what it is told; its ports are added
     */
    public ServiceNode(Kind kind, String name, Path home, Path folder, Map<String, String> environment) {
        this.kind = kind;
        this.name = name;
        this.home = home;
        this.log = folder.resolve(name + ".log");
        this.environment = new HashMap<>(environment);
        this.environment.put("TASKFORGE_HTTP_HOST", "127.0.0.1");
        this.environment.put("TASKFORGE_HTTP_PORT", Integer.toString(port));
        if (kind == Kind.API_SERVICE) {
            this.environment.put("TASKFORGE_GRPC_HOST", "127.0.0.1");
            this.environment.put("TASKFORGE_GRPC_PORT", Integer.toString(grpcPort));
            this.environment.put("TASKFORGE_METRICS_PORT", "0");
        }
    }

    /** @throws IllegalStateException when the service has not been built */
    public void launch() {
        launch(Map.of());
    }

    /** @param more on top of its environment, this time */
    public void launch(Map<String, String> more) {
        Path jar = home.resolve(kind.module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: run ./taskforge once, which builds it");
        }
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.net.preferIPv4Stack=true",
                "-jar",
                jar.toString()));
        process = Child.start(command, all, log);
    }

    /** Until it says that it is ready. */
    public void awaitReady() {
        Proc.await(name + " is ready, see " + log, START, () -> {
            if (!process.alive()) {
                throw new IllegalStateException(name + " ended; see " + log);
            }
            return ready();
        });
    }

    public boolean ready() {
        return ok("/q/health/ready");
    }

    private boolean ok(String path) {
        try {
            HttpRequest ask =
                    HttpRequest.newBuilder(url().resolve(path)).timeout(HEALTH).build();
            return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public String name() {
        return name;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Of an api-service; nothing listens there otherwise. */
    public int grpcPort() {
        return grpcPort;
    }

    public Path log() {
        return log;
    }

    /** Of the process that runs now, or ran last. */
    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.alive();
    }

    /** SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** SIGTERM, as an orchestrator sends it; returns when the process has ended. */
    public void terminate() {
        process.signal("TERM");
        process.awaitEnd(STOP);
    }

    /** Until it has ended by itself. */
    public void awaitEnd(Duration time) {
        process.awaitEnd(time);
    }

    /** Stands still, as in a virtual machine that is moved. */
    public void pause() {
        process.pause();
    }

    public void resume() {
        process.resume();
    }

    /** In whatever state it is. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        http.close();
    }
}
