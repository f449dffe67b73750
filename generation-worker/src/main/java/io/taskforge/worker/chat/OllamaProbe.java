package io.taskforge.worker.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.worker.engine.DraftingInterrupted;
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
final class OllamaProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private final HttpClient http;
    private final ModelConfig config;

    OllamaProbe(HttpClient http, ModelConfig config) {
        this.http = http;
        this.config = config;
    }

    /** @throws DraftingInterrupted when the thread is interrupted meanwhile */
    Readiness probe(String model) {
        try {
            Optional<JsonNode> version = get("/api/version");
            if (version.isEmpty() || !version.get().path("version").isTextual()) {
                return new Readiness.Unreachable(config.url() + " answers, but not as Ollama does");
            }
            JsonNode tags = get("/api/tags").orElse(JSON.missingNode());
            List<String> available = new ArrayList<>();
            for (JsonNode entry : tags.path("models")) {
                String name = entry.path("name").asText(entry.path("model").asText());
                available.add(name);
                if (same(name, model)) {
                    return new Readiness.Ready(
                            "Ollama " + version.get().path("version").asText(),
                            Optional.ofNullable(entry.path("digest").textValue()),
                            contextLength(model));
                }
            }
            return new Readiness.ModelMissing(config.url(), model, available, remedy(model));
        } catch (CallFault fault) {
            return switch (fault.reason()) {
                case CallFault.Interrupted i -> throw new DraftingInterrupted();
                case CallFault.TimedOut t ->
                    new Readiness.Unreachable("Ollama at " + config.url() + " did not answer within "
                            + t.after().toMillis() + " ms");
                case CallFault.Away away -> new Readiness.Unreachable("no Ollama answers at " + config.url());
                case CallFault.Status s ->
                    new Readiness.Unreachable("Ollama at " + config.url() + " answers with HTTP " + s.status());
                case CallFault.Unreadable u ->
                    new Readiness.Unreachable(config.url() + " answers, but not as Ollama does");
            };
        }
    }

    /** The command that brings a model, unless its name is none that a shell should see. */
    static String remedy(String model) {
        return model.matches("[\\w./:-]+") ? "run `ollama pull " + model + "` there" : "pull it there, or name another";
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
