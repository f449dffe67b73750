package io.taskforge.local.stack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.taskforge.embedded.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to reach the running stack: {@code connection.json} in the data folder, mode 0600, there from READY to the end.
 *
 * @param baseUrl of the REST API, without a slash at the end
 * @param grpc host and port
 * @param apiKey every scope, no limits; new at each start, revoked at the end
 * @param adminSetupUrl where the first administrator is made; null when there is none to make
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Connection(
        String baseUrl,
        String grpc,
        String apiKey,
        String adminUrl,
        String adminSetupUrl,
        Pids pids,
        String databaseUrl,
        String amqpUrl) {

    private static final String FILE = "connection.json";
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /**
     * Process ids.
     *
     * @param postgres null when the database is not ours
     * @param broker null when the broker is not ours
     */
    public record Pids(
            long launcher,
            Long postgres,
            Long broker,
            @JsonProperty("api-service") Long apiService,
            @JsonProperty("generation-worker") Long generationWorker) {

        Stream<ProcessHandle> alive() {
            return Stream.of(postgres, broker, apiService, generationWorker)
                    .filter(Objects::nonNull)
                    .map(ProcessHandle::of)
                    .flatMap(Optional::stream);
        }
    }

    void writeTo(Path folder) throws IOException {
        PrivateFolder.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    static void removeFrom(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    /** Empty when there is none, or none that can be read; it may also be left over from a launcher that was killed. */
    public static Optional<Connection> readFrom(Path folder) throws IOException {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), Connection.class))
                    .filter(connection ->
                            connection.baseUrl != null && connection.apiKey != null && connection.pids != null);
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether the launcher that wrote this still runs. */
    public boolean launcherRuns() {
        return ProcessHandle.of(pids.launcher()).isPresent();
    }

    @Override
    public String toString() {
        return "Connection[" + baseUrl + "]";
    }
}
