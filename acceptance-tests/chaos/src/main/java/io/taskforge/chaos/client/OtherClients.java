package io.taskforge.chaos.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.embedded.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program that drives the product by itself and says by its exit code whether it was answered as the contract promises. */
public final class OtherClients {

    /** Of its idempotency keys. */
    public static final String KEYS_BEGIN = "clients-";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path program;
    private final Path connection;

    /**
     * @param api where clients reach REST
     * @param grpcPort likewise gRPC
     * @param folder where the program is told of them, in a file like {@code connection.json}
     */
    public OtherClients(Path program, URI api, int grpcPort, String apiKey, Path folder) {
        this.program = program;
        this.connection = folder.resolve("others.json");
        try {
            Files.write(
                    connection,
                    JSON.writeValueAsBytes(
                            Map.of("base_url", api.toString(), "grpc", "127.0.0.1:" + grpcPort, "api_key", apiKey)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it once; returns what it said when it was not content. */
    public Optional<String> run() {
        try {
            Command.Ended ended = Command.run(List.of(program.toString(), connection.toString()), PATIENCE);
            return ended.well() ? Optional.empty() : Optional.of(program.getFileName() + ": " + ended.output());
        } catch (IOException e) {
            return Optional.of(program + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(program + " was interrupted");
        }
    }
}
