package io.taskforge.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One service by itself, without launcher, database or broker, to see how it goes wrong. */
final class LoneService implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final Path log;

    private LoneService(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param environment on top of a pepper and of free ports */
    static LoneService start(String service, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        RunningProduct.HOME
                                .resolve(service)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Map<String, String> all = new HashMap<>(Map.of(
                "TASKFORGE_KEY_PEPPER",
                "00".repeat(32),
                "TASKFORGE_HTTP_PORT",
                "0",
                "TASKFORGE_GRPC_PORT",
                "0",
                "TASKFORGE_METRICS_PORT",
                "0"));
        all.putAll(environment);
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKFORGE_"));
        builder.environment().putAll(all);
        try {
            return new LoneService(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws AssertionError when it runs on */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it runs: " + log());
        }
        return process.exitValue();
    }

    /** Until the log is as wanted, or nothing will be added to it. */
    String awaitLog(Predicate<String> enough) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!enough.test(log()) && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not said: " + log());
            }
        }
        return log();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
