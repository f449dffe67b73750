package io.taskforge.worker.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.worker.ingest.Script;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says when it refuses. Ollama: {@code {"error":"…"}}, where the text may itself be JSON that the runner behind it wrote.
 * llama.cpp's server and vLLM: {@code {"error":{"message","type","code"}}}; older vLLM: the same without {@code error} around it.
 *
 * @param ofServer whether the body has such a shape at all; a proxy's page has not
 * @param message one short line
 * @param window tokens that the server says it has, when the prompt was too long for them
 */
record ServerError(boolean ofServer, Kind kind, String message, OptionalInt window) {

    /** What was refused, as far as the words tell. */
    enum Kind {
        /** Prompt and answer do not fit the window. */
        TOO_LONG,
        /** The model repeated one token until the server gave up. */
        REPETITION,
        /** The model could not be brought into memory. */
        LOAD_FAILED,
        /** The process that runs the model died. */
        CRASHED,
        /** There is no such model. */
        NO_SUCH_MODEL,
        /** A filter withholds the answer or refuses the prompt. */
        FILTERED,
        /** Anything else. */
        OTHER
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MESSAGE_LIMIT = 200;

    /** As many characters of a request in a row are a quotation. */
    private static final int QUOTE = 16;

    private static final List<String> TOO_LONG = List.of(
            "exceed_context_size_error",
            "exceeds the available context size",
            "context_length_exceeded",
            "maximum context length",
            "maximum model length",
            "context length is only",
            "input length exceeds");
    private static final List<String> LOAD_FAILED = List.of(
            "process has terminated",
            "timed out waiting for",
            "requires more system memory",
            "failed to load",
            "unable to load",
            "loading model");
    private static final List<String> FILTERED =
            List.of("content_filter", "content_policy_violation", "content management policy");

    /** vLLM names its window in words only. */
    private static final Pattern WINDOW = Pattern.compile(
            "(?:context length is(?: only)?|maximum model length of|available context size \\()\\s*(\\d{2,9})");

    static ServerError parse(String body) {
        JsonNode root = read(body);
        JsonNode error = "error".equals(root.path("object").asText()) ? root : root.path("error");
        if (error.isTextual() && error.asText().startsWith("{")) {
            JsonNode inner = read(error.asText());
            error = inner.has("error") ? inner.path("error") : inner;
        }
        if (error.isMissingNode()) {
            return new ServerError(false, Kind.OTHER, "no message", OptionalInt.empty());
        }
        String text = error.isTextual() ? error.asText() : error.path("message").asText("");
        String all = (error.isTextual() ? text : error.toString()).toLowerCase(Locale.ROOT);
        Kind kind = kind(all);
        return new ServerError(
                true,
                kind,
                Script.oneLine(text, MESSAGE_LIMIT),
                kind == Kind.TOO_LONG ? window(error, text) : OptionalInt.empty());
    }

    /** The same without words of the request: a specification is in no message and no log. */
    ServerError unquoting(ChatCall call) {
        return new ServerError(ofServer, kind, unquoted(message, call), window);
    }

    static String unquoted(String message, ChatCall call) {
        for (int i = 0; i + QUOTE <= message.length(); i++) {
            if (call.user().contains(message.substring(i, i + QUOTE))) {
                return message.substring(0, i).strip() + " … (it quotes the request)";
            }
        }
        return message;
    }

    private static Kind kind(String words) {
        if (TOO_LONG.stream().anyMatch(words::contains)) {
            return Kind.TOO_LONG;
        }
        if (words.contains("token repeat limit")) {
            return Kind.REPETITION;
        }
        if (LOAD_FAILED.stream().anyMatch(words::contains)) {
            return Kind.LOAD_FAILED;
        }
        if (words.contains("unexpectedly stopped")) {
            return Kind.CRASHED;
        }
        if (FILTERED.stream().anyMatch(words::contains)) {
            return Kind.FILTERED;
        }
        boolean model = words.contains("model");
        return model && (words.contains("not found") || words.contains("does not exist"))
                ? Kind.NO_SUCH_MODEL
                : Kind.OTHER;
    }

    private static OptionalInt window(JsonNode error, String text) {
        if (error.path("n_ctx").canConvertToInt() && error.path("n_ctx").asInt() > 0) {
            return OptionalInt.of(error.path("n_ctx").asInt());
        }
        Matcher named = WINDOW.matcher(text);
        return named.find() ? OptionalInt.of(Integer.parseInt(named.group(1))) : OptionalInt.empty();
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
