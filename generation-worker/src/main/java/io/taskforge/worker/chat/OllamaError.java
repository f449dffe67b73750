package io.taskforge.worker.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.worker.ingest.Script;

/**
 * What Ollama says when it refuses: {@code {"error":"…"}}, where the text may itself be JSON that the runner behind it wrote.
 *
 * @param fromOllama whether the body has that shape at all; a proxy's page has not
 * @param message one short line
 */
public record OllamaError(boolean fromOllama, String message, boolean exceedsWindow, boolean abortedOnRepetition) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MESSAGE_LIMIT = 200;

    public static OllamaError parse(String body) {
        JsonNode error = read(body).path("error");
        if (error.isTextual() && error.asText().startsWith("{")) {
            JsonNode inner = read(error.asText());
            error = inner.has("error") ? inner.path("error") : inner;
        }
        String text = error.isTextual() ? error.asText() : error.path("message").asText("");
        boolean exceeds = "exceed_context_size_error".equals(error.path("type").asText())
                || text.contains("exceed_context_size_error")
                || text.contains("exceeds the available context size");
        boolean fromOllama = !error.isMissingNode();
        return new OllamaError(
                fromOllama,
                fromOllama ? Script.oneLine(text, MESSAGE_LIMIT) : "no message",
                exceeds,
                text.contains("token repeat limit"));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
