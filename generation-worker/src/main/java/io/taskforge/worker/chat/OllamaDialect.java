package io.taskforge.worker.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Ollama's own protocol. */
final class OllamaDialect implements Dialect {

    private final ModelConfig config;
    private final String modelName;
    private final int window;
    private final OllamaProbe probe;
    private final boolean countsWholePrompts;

    /** @param window sent with every call, the same each time */
    OllamaDialect(ModelConfig config, String modelName, int window, OllamaProbe probe, boolean countsWholePrompts) {
        this.config = config;
        this.modelName = modelName;
        this.window = window;
        this.probe = probe;
        this.countsWholePrompts = countsWholePrompts;
    }

    @Override
    public ChatModel model(HttpClientBuilder wire) {
        return OllamaChatModel.builder()
                .httpClientBuilder(wire)
                .baseUrl(Addresses.base(config.url()))
                .customHeaders(ApiKey.bearer(config)
                        .map(bearer -> Map.of("Authorization", bearer))
                        .orElse(Map.of()))
                .modelName(modelName)
                .maxRetries(0)
                .build();
    }

    @Override
    public ChatRequest request(ChatCall call) {
        return ChatRequest.builder()
                .messages(SystemMessage.from(call.system()), UserMessage.from(call.user()))
                .parameters(OllamaChatRequestParameters.builder()
                        .modelName(modelName)
                        .temperature(call.temperature())
                        .topP(TOP_P)
                        .topK(TOP_K)
                        .seed(call.seed())
                        .numCtx(window)
                        .maxOutputTokens(call.numPredict())
                        .keepAlive((int) config.keepAlive().toSeconds())
                        // Unset, a model that can think does, for minutes, before the first useful token.
                        .think(false)
                        .build())
                .build();
    }

    @Override
    public void complete(ObjectNode request, JsonNode schema) {
        request.set("format", schema);
        removeIfEmpty(request, "tools");
        // An empty list would take the place of the model's own stop words.
        removeIfEmpty((ObjectNode) request.get("options"), "stop");
        // Without it, half of an over-long prompt is dropped in silence.
        request.put("truncate", false);
    }

    @Override
    public Answer.Written read(ObjectNode body) {
        if (!body.path("message").isObject()) {
            throw new CallFault(new CallFault.Unreadable("it holds no message"));
        }
        return new Answer.Written(
                body.path("message").path("content").asText(""),
                body.path("done").asBoolean(false),
                Optional.ofNullable(body.path("done_reason").textValue()),
                Counts.of(body.path("total_duration")).map(Duration::ofNanos),
                Counts.of(body.path("prompt_eval_count")),
                Counts.of(body.path("eval_count")));
    }

    @Override
    public boolean countsWholePrompts() {
        return countsWholePrompts;
    }

    @Override
    public Optional<Running> running() {
        return probe.running(modelName);
    }

    private static void removeIfEmpty(ObjectNode object, String member) {
        if (object != null && object.path(member).isEmpty()) {
            object.remove(member);
        }
    }
}
