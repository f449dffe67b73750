package io.taskforge.fakeollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The other protocol: the same questions and answers in OpenAI's shapes. */
final class OpenAi {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OpenAi() {}

    /** The request as Ollama would be asked. The window is the server's: no request can set it, and no prompt is cut to fit. */
    static ObjectNode asked(JsonNode request, int window) {
        ObjectNode asked = JSON.createObjectNode();
        asked.put("model", request.path("model").asText());
        asked.set("messages", request.path("messages"));
        asked.put("stream", request.path("stream").asBoolean(false));
        asked.put(
                "think",
                request.path("chat_template_kwargs").path("enable_thinking").asBoolean(true));
        asked.put("truncate", false);
        JsonNode format = request.path("response_format");
        if (format.path("type").asText().equals("json_schema")) {
            asked.set("format", format.path("json_schema").path("schema"));
        }
        ObjectNode options = asked.putObject("options").put("num_ctx", window);
        JsonNode most = request.has("max_tokens") ? request.get("max_tokens") : request.path("max_completion_tokens");
        if (most.isInt()) {
            options.set("num_predict", most);
        }
        for (String name : List.of("temperature", "top_p", "top_k", "seed")) {
            if (request.has(name)) {
                options.set(name, request.get(name));
            }
        }
        return asked;
    }

    /** An answer of Ollama as a chat completion. */
    static String completion(JsonNode answer) {
        ObjectNode root = JSON.createObjectNode()
                .put("id", "chatcmpl-fake")
                .put("object", "chat.completion")
                .put("created", 1_764_000_000)
                .put("model", answer.path("model").asText());
        ObjectNode choice = root.putArray("choices").addObject().put("index", 0);
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        message.put("content", answer.path("message").path("content").asText());
        if (answer.path("message").has("thinking")) {
            message.set("reasoning_content", answer.path("message").get("thinking"));
        }
        choice.set("finish_reason", answer.get("done_reason"));
        if (answer.has("prompt_eval_count") && answer.has("eval_count")) {
            int in = answer.get("prompt_eval_count").asInt();
            int out = answer.get("eval_count").asInt();
            root.putObject("usage")
                    .put("prompt_tokens", in)
                    .put("completion_tokens", out)
                    .put("total_tokens", in + out);
        }
        return root.toString();
    }

    static String models(List<String> names, int window, FakeOllama.Flavour flavour) {
        ObjectNode root = JSON.createObjectNode().put("object", "list");
        ArrayNode data = root.putArray("data");
        for (String name : names) {
            ObjectNode model = data.addObject().put("id", name).put("object", "model");
            switch (flavour) {
                case VLLM -> model.put("owned_by", "vllm").put("max_model_len", window);
                case LLAMA_CPP ->
                    model.put("owned_by", "llamacpp").putObject("meta").put("n_ctx_train", 40_960);
            }
        }
        return root.toString();
    }

    /** What llama.cpp's own server says of itself. */
    static String props(int window) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("default_generation_settings").put("n_ctx", window);
        return root.put("total_slots", 1).put("build_info", "b0-fake").toString();
    }
}
