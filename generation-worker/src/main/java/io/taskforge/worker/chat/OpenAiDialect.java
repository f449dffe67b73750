package io.taskforge.worker.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.Map;
import java.util.Optional;

/** OpenAI's chat completions, with the additions that vLLM and llama.cpp's server share. */
final class OpenAiDialect implements Dialect {

    private final ModelConfig config;
    private final String modelName;

    OpenAiDialect(ModelConfig config, String modelName) {
        this.config = config;
        this.modelName = modelName;
    }

    @Override
    public ChatModel model(HttpClientBuilder wire) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(wire)
                .baseUrl(OpenAiServer.base(config) + "/v1")
                .apiKey(ApiKey.of(config).orElse(null))
                .modelName(modelName)
                .maxRetries(0)
                .build();
    }

    @Override
    public ChatRequest request(ChatCall call) {
        return ChatRequest.builder()
                .messages(SystemMessage.from(call.system()), UserMessage.from(call.user()))
                .parameters(OpenAiChatRequestParameters.builder()
                        .modelName(modelName)
                        .temperature(call.temperature())
                        .topP(TOP_P)
                        .seed(call.seed())
                        .maxOutputTokens(call.numPredict())
                        .customParameters(Map.of("top_k", TOP_K))
                        .build())
                .build();
    }

    @Override
    public void complete(ObjectNode request, JsonNode schema) {
        ObjectNode format = request.putObject("response_format").put("type", "json_schema");
        format.putObject("json_schema")
                .put("name", "answer")
                .put("strict", true)
                .set("schema", schema);
        // Unset, a model that can think does, for minutes, before the first useful token.
        request.putObject("chat_template_kwargs").put("enable_thinking", false);
        request.put("stream", false);
    }

    @Override
    public Answer.Written read(ObjectNode body) {
        JsonNode choice = body.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            throw new CallFault(new CallFault.Unreadable("it holds no message"));
        }
        Optional<String> reason =
                Optional.ofNullable(choice.path("finish_reason").textValue());
        return new Answer.Written(
                choice.path("message").path("content").asText(""),
                reason.isPresent(),
                reason,
                Optional.empty(),
                Counts.of(body.path("usage").path("prompt_tokens")),
                Counts.of(body.path("usage").path("completion_tokens")));
    }

    /** A prompt that is too long is refused by these servers; none cuts it. */
    @Override
    public boolean countsWholePrompts() {
        return false;
    }

    @Override
    public Optional<Running> running() {
        return Optional.empty();
    }
}
