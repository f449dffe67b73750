package io.taskforge.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks an Ollama server for its version and models, briefly: it only decides what the launcher says. */
public final class OllamaProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What was found. */
    public sealed interface Found {

        /** A server, and the names of the models that it has. */
        record Server(String version, List<String> models) implements Found {

            /** Whether it has the model, by the worker's rule, which then asks for it. */
            public boolean has(String model) {
                return models.stream().anyMatch(name -> tagged(name).equals(tagged(model)));
            }

            /** Ollama's names are case-insensitive, and a name without a tag means {@code :latest}; a registry's port is no tag. */
            private static String tagged(String name) {
                String lower = name.toLowerCase(Locale.ROOT);
                return lower.indexOf(':', lower.lastIndexOf('/') + 1) < 0 ? lower + ":latest" : lower;
            }
        }

        /** No server that could be used. */
        record Nothing(String reason) implements Found {}
    }

    private final HttpClient http;

    public OllamaProbe(HttpClient http) {
        this.http = http;
    }

    public Found ask(URI ollama) {
        try {
            String version = get(ollama, "/api/version").path("version").asText("of unknown version");
            List<String> models = new ArrayList<>();
            get(ollama, "/api/tags")
                    .path("models")
                    .forEach(model -> models.add(
                            model.path("name").asText(model.path("model").asText())));
            return new Found.Server(version, List.copyOf(models));
        } catch (IOException e) {
            return new Found.Nothing("no Ollama answers at " + ollama);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.Nothing("interrupted");
        }
    }

    private JsonNode get(URI ollama, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ollama + path))
                .timeout(PATIENCE)
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    /** Which engine will draft, and why, in words. */
    public static String verdict(Settings settings, Found found) {
        return switch (settings.engine()) {
            case RULES -> "rules, because TASKFORGE_ENGINE says so";
            case MODEL ->
                "model " + settings.model() + " at " + settings.ollamaUrl() + ", because TASKFORGE_ENGINE says so"
                        + trouble(settings, found);
            case AUTO ->
                switch (found) {
                    case Found.Server server
                    when server.has(settings.model()) ->
                        "model " + settings.model() + " (Ollama " + server.version() + " at " + settings.ollamaUrl()
                                + ")";
                    case Found.Server server ->
                        "rules, because Ollama " + server.version() + " has no model " + settings.model()
                                + "; `ollama pull " + settings.model() + "` gets it";
                    case Found.Nothing nothing -> "rules, because " + nothing.reason();
                };
        };
    }

    private static String trouble(Settings settings, Found found) {
        return switch (found) {
            case Found.Server server ->
                server.has(settings.model())
                        ? ""
                        : "; jobs will fail until it is there: `ollama pull " + settings.model() + "`";
            case Found.Nothing nothing -> "; jobs will fail while " + nothing.reason();
        };
    }
}
