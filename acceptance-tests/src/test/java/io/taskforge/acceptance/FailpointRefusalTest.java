package io.taskforge.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that was told to break where it must not does not start, and says why in one line. */
class FailpointRefusalTest {

    private static final String ELSEWHERE = "postgresql://forge:topsecret@192.0.2.1:5432/tickets";
    private static final String HERE = "postgresql://forge:topsecret@127.0.0.1:1/tickets";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"api-service", "generation-worker"})
    void a_service_with_a_database_elsewhere_does_not_start_with_failpoints(String service) throws Exception {
        String refusal = refusalOf(service, "relay.before_mark=halt@3", ELSEWHERE);

        assertTrue(refusal.contains("TASKFORGE_FAILPOINTS is set"), refusal);
        assertTrue(refusal.contains("not on this machine"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-service", "generation-worker"})
    void a_service_does_not_start_with_a_failpoint_that_it_does_not_know(String service) throws Exception {
        String refusal = refusalOf(service, "relay.befor_mark=halt@3", HERE);

        assertTrue(refusal.contains("there is no failpoint 'relay.befor_mark'; allowed is"), refusal);
    }

    private String refusalOf(String service, String failpoints, String databaseUrl)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
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
        builder.environment().keySet().removeIf(name -> name.startsWith("TASKFORGE_"));
        builder.environment()
                .putAll(Map.of(
                        "TASKFORGE_FAILPOINTS",
                        failpoints,
                        "TASKFORGE_DATABASE_URL",
                        databaseUrl,
                        "TASKFORGE_AMQP_URL",
                        "amqp://forge:topsecret@127.0.0.1:1",
                        "TASKFORGE_KEY_PEPPER",
                        "00".repeat(32),
                        "TASKFORGE_ENVIRONMENT",
                        "development",
                        "TASKFORGE_HTTP_PORT",
                        "0",
                        "TASKFORGE_GRPC_PORT",
                        "0"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "it runs: " + read(log));
            assertEquals(2, process.exitValue(), () -> read(log));
        } finally {
            process.destroyForcibly();
        }
        List<String> errors =
                read(log).lines().filter(line -> line.contains(" ERROR ")).toList();
        assertEquals(1, errors.size(), () -> read(log));
        assertEquals(
                0, read(log).lines().filter(line -> line.startsWith("\tat ")).count(), () -> read(log));
        return errors.getFirst();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
