package io.taskforge.worker.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.worker.engine.DraftingInterrupted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds out what an Ollama server is, has and runs. */
final class OllamaProbe {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NUM_CTX = Pattern.compile("(?m)^\\s*num_ctx\\s+(\\d{2,9})\\s*$");

    /** Since 0.30.1 the count of a prompt's tokens includes those that were computed before. */
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

    private static final int COUNTS_WHOLE_PROMPTS = 30_001;

    private final Questions ask;

    OllamaProbe(Questions ask) {
        this.ask = ask;
    }

    /** @throws DraftingInterrupted when the thread is interrupted meanwhile */
    Readiness probe(String model) {
        return ask.finding(() -> {
            JsonNode version = ask.get("/api/version").path("version");
            if (!version.isTextual()) {
                return new Readiness.Unreachable(Cures.of(ask.config()).stranger());
            }
            List<String> available = new ArrayList<>();
            for (JsonNode entry : ask.get("/api/tags").path("models")) {
                String name = name(entry);
                available.add(name);
                if (ModelNames.sameInOllama(name, model)) {
                    return new Readiness.Ready("Ollama " + version.asText(), digest(entry), contextLength(model));
                }
            }
            return new Readiness.ModelMissing(
                    Addresses.shown(ask.config().url()),
                    model,
                    available,
                    ModelNames.cure(ModelConfig.Provider.OLLAMA, model));
        });
    }

    /**
     * What runs under this name; empty when the server does not tell, which is no reason to stop.
     *
     * @throws DraftingInterrupted when the thread is interrupted meanwhile
     */
    Optional<Dialect.Running> running(String model) {
        for (JsonNode entry : ask.ifTold("/api/ps").path("models")) {
            if (ModelNames.sameInOllama(name(entry), model)) {
                return Optional.of(new Dialect.Running(digest(entry), Counts.positive(entry.path("context_length"))));
            }
        }
        return Optional.empty();
    }

    static boolean countsWholePrompts(String server) {
        Matcher version = VERSION.matcher(server);
        return version.find()
                && IntStream.rangeClosed(1, 3)
                                .map(i -> Integer.parseInt(version.group(i)))
                                .reduce(0, (all, part) -> all * 1_000 + part)
                        >= COUNTS_WHOLE_PROMPTS;
    }

    /** The smaller of what the model was made for and what its Modelfile allows. */
    private OptionalInt contextLength(String model) {
        JsonNode shown = ask.post("/api/show", JSON.createObjectNode().put("model", model));
        IntStream madeFor = shown.path("model_info").properties().stream()
                .filter(e -> e.getKey().endsWith(".context_length"))
                .map(e -> Counts.positive(e.getValue()))
                .flatMapToInt(OptionalInt::stream);
        Matcher allowed = NUM_CTX.matcher(shown.path("parameters").asText());
        IntStream modelfile = allowed.find() ? IntStream.of(Integer.parseInt(allowed.group(1))) : IntStream.empty();
        return IntStream.concat(madeFor, modelfile).min();
    }

    private static String name(JsonNode entry) {
        return entry.path("name").asText(entry.path("model").asText());
    }

    private static Optional<String> digest(JsonNode entry) {
        return Optional.ofNullable(entry.path("digest").textValue());
    }
}
