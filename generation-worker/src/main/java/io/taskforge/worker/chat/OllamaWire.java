package io.taskforge.worker.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import io.taskforge.worker.ingest.Script;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/**
 * Between LangChain4j and the network, for what LangChain4j neither sends nor tells: {@code truncate:false}, without which Ollama drops
 * half of an over-long prompt silently, and whether the answer was {@code done}. The schema is put in here too, as the bytes that it is:
 * within Quarkus, LangChain4j reads a raw schema with the application's own JSON settings, which may change it, and it cannot do so at
 * all without a running CDI container. For one drafter, on one thread.
 */
public final class OllamaWire implements HttpClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final long LONGEST_RETRY_AFTER_S = 30;

    private final HttpExchange exchange;
    private JsonNode format = JSON.missingNode();
    private Answer.Written last;

    public OllamaWire(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** Sends this JSON Schema as the format of the answers to come. */
    public void constrainTo(String schema) {
        try {
            format = JSON.readTree(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema of an answer is not JSON", e);
        }
    }

    /** What the last answer says of itself, besides its words. */
    public Answer.Written last() {
        return last;
    }

    /** Explicit, since LangChain4j refuses to choose between the HTTP clients on the class path. */
    public HttpClientBuilder asBuilder() {
        return new Preset(this);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        last = null;
        java.net.http.HttpRequest.Builder toSend = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(request.method().name(), BodyPublishers.ofString(completed(request.body())));
        request.headers().forEach((name, values) -> values.forEach(v -> toSend.header(name, v)));
        HttpExchange.Reply reply = exchange.send(toSend.build());
        if (reply.status() != OK) {
            throw new CallFault(new CallFault.Status(reply.status(), reply.body(), retryAfter(reply)));
        }
        ObjectNode answer = read(reply.body());
        last = new Answer.Written(
                answer.path("message").path("content").asText(""),
                answer.path("done").asBoolean(false),
                Optional.ofNullable(answer.path("done_reason").textValue()),
                count(answer.path("total_duration")).map(Duration::ofNanos),
                count(answer.path("prompt_eval_count")),
                count(answer.path("eval_count")));
        return SuccessfulHttpResponse.builder()
                .statusCode(OK)
                .headers(reply.headers().map())
                .body(answer.toString())
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are small units and are not streamed");
    }

    private String completed(String body) {
        try {
            ObjectNode request = (ObjectNode) JSON.readTree(body);
            request.set("format", format);
            removeIfEmpty(request, "tools");
            // An empty list would take the place of the model's own stop words.
            removeIfEmpty((ObjectNode) request.get("options"), "stop");
            return JSON.writeValueAsString(request.put("truncate", false));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("LangChain4j wrote a request that is not JSON", e);
        }
    }

    private static void removeIfEmpty(ObjectNode object, String member) {
        if (object != null && object.path(member).isEmpty()) {
            object.remove(member);
        }
    }

    private static ObjectNode read(String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body.replace("\0", ""));
        } catch (JsonProcessingException e) {
            throw new CallFault(new CallFault.Unreadable("it is not JSON"));
        }
        if (answer.hasNonNull("error")) {
            throw new CallFault(new CallFault.Unreadable(
                    "the server reports: " + Script.oneLine(answer.path("error").asText(), 120)));
        }
        if (!(answer instanceof ObjectNode object) || !answer.path("message").isObject()) {
            throw new CallFault(new CallFault.Unreadable("it holds no message"));
        }
        return object;
    }

    private static Optional<Long> count(JsonNode tokens) {
        return tokens.canConvertToLong() && tokens.asLong() >= 0 ? Optional.of(tokens.asLong()) : Optional.empty();
    }

    private static Optional<Duration> retryAfter(HttpExchange.Reply reply) {
        return reply.headers()
                .firstValue("Retry-After")
                .filter(v -> v.matches("\\d{1,6}"))
                .map(v -> Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER_S, Long.parseLong(v))));
    }

    /** LangChain4j sets its timeouts on the builder; this wire's own are stricter, so they are taken note of and not used. */
    private static final class Preset implements HttpClientBuilder {

        private final OllamaWire wire;
        private Duration connectTimeout;
        private Duration readTimeout;

        Preset(OllamaWire wire) {
            this.wire = wire;
        }

        @Override
        public Duration connectTimeout() {
            return connectTimeout;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        @Override
        public Duration readTimeout() {
            return readTimeout;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            readTimeout = timeout;
            return this;
        }

        @Override
        public HttpClient build() {
            return wire;
        }
    }
}
