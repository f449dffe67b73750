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

/** Asks the model's server for its version and models, briefly: it only decides what the launcher says. */
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

    public Found ask(Settings settings) {
        URI url = settings.ollamaUrl();
        try {
            return switch (settings.provider()) {
                case OLLAMA ->
                    new Found.Server(
                            get(settings, url + "/api/version").path("version").asText("of unknown version"),
                            names(get(settings, url + "/api/tags").path("models"), "name", "model"));
                case OPENAI -> {
                    String base = url.toString().replaceFirst("/v1$", "");
                    yield new Found.Server(
                            "", names(get(settings, base + "/v1/models").path("data"), "id", "id"));
                }
            };
        } catch (IOException e) {
            return new Found.Nothing("no " + settings.provider().server().replace("the ", "") + " answers at " + url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.Nothing("interrupted");
        }
    }

    private static List<String> names(JsonNode models, String member, String otherwise) {
        List<String> names = new ArrayList<>();
        models.forEach(m -> names.add(m.path(member).asText(m.path(otherwise).asText())));
        return List.copyOf(names);
    }

    private JsonNode get(Settings settings, String url) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        settings.modelKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
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
                        "model " + settings.model() + " (" + named(settings, server) + " at " + settings.ollamaUrl()
                                + ")";
                    case Found.Server server ->
                        "rules, because " + named(settings, server) + " has no model " + settings.model()
                                + cure(settings);
                    case Found.Nothing nothing -> "rules, because " + nothing.reason();
                };
        };
    }

    private static String trouble(Settings settings, Found found) {
        return switch (found) {
            case Found.Server server ->
                server.has(settings.model()) ? "" : "; jobs will fail until it is there" + cure(settings);
            case Found.Nothing nothing -> "; jobs will fail while " + nothing.reason();
        };
    }

    private static String named(Settings settings, Found.Server server) {
        return (settings.provider().server() + " " + server.version()).strip();
    }

    private static String cure(Settings settings) {
        return switch (settings.provider()) {
            case OLLAMA -> "; `ollama pull " + settings.model() + "` gets it";
            case OPENAI -> "; start it with that model, or name one that it has in TASKFORGE_MODEL";
        };
    }
}
