package io.taskforge.fakeollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What servers say when they refuse: Ollama in its words, and the same in those of vLLM and of llama.cpp's own server. */
final class Refusals {

    private static final ObjectMapper JSON = new ObjectMapper();

    static final String BUSY = error("server busy, please try again.  maximum pending requests exceeded");
    static final String CRASHED =
            error("model runner has unexpectedly stopped, this may be due to resource limitations or an internal error,"
                    + " check ollama server logs for details");
    static final String LOAD_FAILED = error("llama-server process has terminated: exit status 2");
    static final String LOAD_TIMED_OUT = error("timed out waiting for llama-server to start - progress 0.00 - ");
    static final String REPEATED = error("prediction aborted, token repeat limit reached");
    static final String WHILE_RUNNING = error("an error was encountered while running the model");
    static final String BAD_GRAMMAR = error("{\"error\":{\"code\":400,\"message\":\"failed to parse grammar\","
            + "\"type\":\"invalid_request_error\"}}");

    private Refusals() {}

    static String error(String message) {
        return JSON.createObjectNode().put("error", message).toString();
    }

    static String notFound(String model) {
        return error("model '" + model + "' not found");
    }

    /** @param nested as Ollama passes it on: as text within its own error */
    static String tooLong(int tokens, int window, boolean nested) {
        ObjectNode inner = JSON.createObjectNode();
        inner.putObject("error")
                .put("code", 400)
                .put(
                        "message",
                        "request (" + tokens + " tokens) exceeds the available context size (" + window
                                + " tokens), try increasing it")
                .put("type", "exceed_context_size_error")
                .put("n_prompt_tokens", tokens)
                .put("n_ctx", window);
        return nested ? error(inner.toString()) : inner.toString();
    }

    /** The same refusal as another server words it; a page of a proxy stays what it is. */
    static String inOther(FakeOllama.Flavour flavour, int status, String body) {
        JsonNode error = read(body).path("error");
        if (error.isMissingNode()) {
            return body;
        }
        JsonNode inner = error.isTextual() ? read(error.asText()).path("error") : error;
        boolean tooLong = "exceed_context_size_error".equals(inner.path("type").asText());
        String message =
                inner.isMissingNode() ? error.asText() : inner.path("message").asText();
        ObjectNode root = JSON.createObjectNode();
        if (flavour == FakeOllama.Flavour.LLAMA_CPP) {
            ObjectNode said = root.putObject("error").put("code", status).put("message", message);
            if (tooLong) {
                return error.isTextual() ? error.asText() : body;
            }
            said.put("type", status == 503 ? "unavailable_error" : status == 404 ? "not_found_error" : "server_error");
            return root.toString();
        }
        if (tooLong) {
            message = "This model's maximum context length is "
                    + inner.path("n_ctx").asInt()
                    + " tokens. However, you requested "
                    + inner.path("n_prompt_tokens").asInt()
                    + " tokens in the messages, please reduce the length of the messages.";
        }
        String type = status == 400 ? "BadRequestError" : status == 404 ? "NotFoundError" : "InternalServerError";
        root.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", status);
        return root.toString();
    }

    private static JsonNode read(String text) {
        try {
            return text.startsWith("{") ? JSON.readTree(text) : JSON.missingNode();
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
