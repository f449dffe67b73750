package io.taskforge.fakeollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * A chat request as a real server would understand it.
 *
 * @param other the server that is asked by OpenAI's protocol; empty when Ollama is by its own
 */
record Chat(JsonNode request, Optional<String> fault, Optional<FakeOllama.Flavour> other, Clock clock) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int DEFAULT_WINDOW = 4_096;
    private static final long NANOS_PER_TOKEN = 20_000_000;

    static Chat ofOllama(String body, Clock clock) {
        return read(body, clock, Optional.empty());
    }

    /** @param window of the server: no request can set it */
    static Chat ofOpenAi(String body, Clock clock, FakeOllama.Flavour flavour, int window) {
        Chat asked = read(body, clock, Optional.of(flavour));
        return asked.fault().isPresent()
                ? asked
                : new Chat(OpenAi.asked(asked.request(), window), Optional.empty(), Optional.of(flavour), clock);
    }

    private static Chat read(String body, Clock clock, Optional<FakeOllama.Flavour> other) {
        if (body.isBlank()) {
            return new Chat(JSON.missingNode(), Optional.of("missing request body"), other, clock);
        }
        try {
            JsonNode request = JSON.readTree(body);
            boolean named = !request.path("model").asText().isEmpty();
            return new Chat(request, named ? Optional.empty() : Optional.of("model is required"), other, clock);
        } catch (JsonProcessingException e) {
            return new Chat(JSON.missingNode(), Optional.of("invalid character in request"), other, clock);
        }
    }

    /** An answer as it goes over the wire. */
    String written(JsonNode answer) {
        return other.isPresent() ? OpenAi.completion(answer) : answer.toString();
    }

    /** A refusal as it goes over the wire. */
    String refused(int status, String body) {
        return other.map(flavour -> Refusals.inOther(flavour, status, body)).orElse(body);
    }

    String model() {
        return request.path("model").asText();
    }

    /** Streaming is what a real server does when it is not told. */
    boolean streaming() {
        return request.path("stream").asBoolean(true);
    }

    /** So is thinking. */
    boolean thinking() {
        return request.path("think").asBoolean(true);
    }

    int window() {
        return request.path("options").path("num_ctx").asInt(DEFAULT_WINDOW);
    }

    int promptTokens() {
        return tokens(wholePrompt());
    }

    boolean refusesLongPrompt() {
        return promptTokens() > window() && !request.path("truncate").asBoolean(true);
    }

    /** The words that the model sees: all, or the last half of the window when the prompt was too long. */
    String seen() {
        String prompt = wholePrompt();
        return promptTokens() <= window()
                ? prompt
                : prompt.substring(prompt.length() - window() / 2 * CHARACTERS_PER_TOKEN);
    }

    private String wholePrompt() {
        StringBuilder prompt = new StringBuilder();
        request.path("messages")
                .forEach(m -> prompt.append(m.path("content").asText()).append('\n'));
        return prompt.toString();
    }

    /** An obedient answer: by the schema if there is one, else a sentence. */
    String obedient() {
        JsonNode format = request.path("format");
        return format.isObject() ? ObedientAnswer.write(format, seen()) : "I am a fake and have read your message.";
    }

    /** As {@link #obedient}, the members of every object in the order of the alphabet. */
    String alphabetical() {
        try {
            return JSON.writer()
                    .with(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsString(JSON.readValue(obedient(), Object.class));
        } catch (JsonProcessingException e) {
            return obedient();
        }
    }

    /** What was asked for besides the words. */
    String options() {
        ObjectNode echo = JSON.createObjectNode();
        for (String name : List.of("options", "think", "truncate", "keep_alive", "format")) {
            if (request.has(name)) {
                echo.set(name, request.get(name));
            }
        }
        return echo.toString();
    }

    /** As {@link #obedient}, but in the words that an order wants which reaches the model unfenced. */
    String gullible() {
        JsonNode format = request.path("format");
        return Orders.reaching(request.path("messages"))
                .map(ordered -> format.isObject() ? ObedientAnswer.saying(ordered, format, seen()) : ordered)
                .orElseGet(this::obedient);
    }

    /** Cut at {@code num_predict}, as a real server does. */
    ObjectNode answer(String content, String doneReason) {
        int limit = request.path("options").path("num_predict").asInt(Integer.MAX_VALUE / CHARACTERS_PER_TOKEN);
        boolean cut = limit > 0 && tokens(content) > limit;
        String words = cut ? content.substring(0, limit * CHARACTERS_PER_TOKEN) : content;
        ObjectNode answer = head(words).put("done", true).put("done_reason", cut ? "length" : doneReason);
        int in = Math.min(promptTokens(), promptTokens() <= window() ? Integer.MAX_VALUE : window() / 2 + 2);
        int out = tokens(words);
        return answer.put("total_duration", (in + out) * NANOS_PER_TOKEN)
                .put("load_duration", NANOS_PER_TOKEN)
                .put("prompt_eval_count", in)
                .put("prompt_eval_duration", in * NANOS_PER_TOKEN)
                .put("eval_count", out)
                .put("eval_duration", out * NANOS_PER_TOKEN);
    }

    ObjectNode head(String content) {
        ObjectNode head = JSON.createObjectNode()
                .put("model", model())
                .put("created_at", clock.instant().toString());
        head.putObject("message").put("role", "assistant").put("content", content);
        return head;
    }

    static int tokens(String text) {
        return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
