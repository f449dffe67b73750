package io.taskforge.worker.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.ingest.Script;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds out, within seconds, whether a model can be asked. */
public final class OllamaProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int MODELS_NAMED = 5;

    /** What was found. */
    public sealed interface Outcome {}

    /**
     * The server answers and has the model.
     *
     * @param digest of the model's files, when the server tells
     * @param contextLength tokens that the model was made for, when the server tells
     */
    public record Ready(String version, Optional<String> digest, OptionalInt contextLength) implements Outcome {}

    /**
     * The server answers and does not have the model.
     *
     * @param available the names that it has
     */
    public record ModelMissing(URI url, String model, List<String> available) implements Outcome {
        public ModelMissing {
            available = List.copyOf(available);
        }

        /** One line for an operator. */
        public String reason() {
            String has = available.isEmpty()
                    ? "no model"
                    : String.join(", ", available.subList(0, Math.min(MODELS_NAMED, available.size())))
                            + (available.size() > MODELS_NAMED ? ", …" : "");
            return Script.oneLine("Ollama at " + url + " does not have " + model + " (it has " + has + ")", 300);
        }
    }

    /** Nothing at that address answers as Ollama does. */
    public record Unreachable(String reason) implements Outcome {}

    private final HttpClient http;
    private final ModelConfig config;

    public OllamaProbe(ModelConfig config) {
        this(HttpExchange.client(config), config);
    }

    public OllamaProbe(HttpClient http, ModelConfig config) {
        this.http = http;
        this.config = config;
    }

    /** @throws DraftingInterrupted when the thread is interrupted meanwhile */
    public Outcome probe(String model) {
        try {
            Optional<JsonNode> version = get("/api/version");
            if (version.isEmpty() || !version.get().path("version").isTextual()) {
                return new Unreachable(config.url() + " answers, but not as Ollama does");
            }
            JsonNode tags = get("/api/tags").orElse(JSON.missingNode());
            List<String> available = new ArrayList<>();
            for (JsonNode entry : tags.path("models")) {
                String name = entry.path("name").asText(entry.path("model").asText());
                available.add(name);
                if (same(name, model)) {
                    return new Ready(
                            version.get().path("version").asText(),
                            Optional.ofNullable(entry.path("digest").textValue()),
                            contextLength(model));
                }
            }
            return new ModelMissing(config.url(), model, available);
        } catch (CallFault fault) {
            return switch (fault.reason()) {
                case CallFault.Interrupted i -> throw new DraftingInterrupted();
                case CallFault.TimedOut t ->
                    new Unreachable("Ollama at " + config.url() + " did not answer within "
                            + t.after().toMillis() + " ms");
                case CallFault.Away away -> new Unreachable("no Ollama answers at " + config.url());
                case CallFault.Status s ->
                    new Unreachable("Ollama at " + config.url() + " answers with HTTP " + s.status());
                case CallFault.Unreadable u -> new Unreachable(config.url() + " answers, but not as Ollama does");
            };
        }
    }

    /** The command that brings a model; empty when the name is none that a shell should see. */
    public static String remedy(String model) {
        return model.matches("[\\w./:-]+") ? ": run `ollama pull " + model + "` there" : "";
    }

    private OptionalInt contextLength(String model) {
        JsonNode info = send(HttpRequest.newBuilder(at("/api/show"))
                        .POST(BodyPublishers.ofString(
                                JSON.valueToTree(Map.of("model", model)).toString())))
                .orElse(JSON.missingNode())
                .path("model_info");
        return info.properties().stream()
                .filter(e -> e.getKey().endsWith(".context_length")
                        && e.getValue().canConvertToInt()
                        && e.getValue().asInt() > 0)
                .mapToInt(e -> e.getValue().asInt())
                .findFirst();
    }

    private Optional<JsonNode> get(String path) {
        return send(HttpRequest.newBuilder(at(path)));
    }

    private URI at(String path) {
        return URI.create(config.url().toString().replaceAll("/+$", "") + path);
    }

    /** Empty when the server knows no such path, or answers it with something else than JSON. */
    private Optional<JsonNode> send(HttpRequest.Builder request) {
        HttpExchange exchange = new HttpExchange(http, config.probeTimeout(), config.answerLimit());
        HttpExchange.Reply reply = exchange.send(request.build());
        if (reply.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (reply.status() != OK) {
            throw new CallFault(new CallFault.Status(reply.status(), reply.body(), Optional.empty()));
        }
        try {
            return Optional.ofNullable(JSON.readTree(reply.body()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Ollama's names are case-insensitive, and a name without a tag means {@code :latest}. */
    private static boolean same(String a, String b) {
        return tagged(a).equals(tagged(b));
    }

    private static String tagged(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.indexOf(':', lower.lastIndexOf('/') + 1) < 0 ? lower + ":latest" : lower;
    }
}
