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
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;

/**
 * Between LangChain4j and the network, for what LangChain4j neither sends nor tells: the dialect completes each request and reads each
 * answer. The schema is put in here too, as the bytes that it is: within Quarkus, LangChain4j reads a raw schema with the application's
 * own JSON settings, which may change it, and it cannot do so at all without a running CDI container. For one chat, on one thread.
 */
final class Wire implements HttpClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange exchange;
    private final Dialect dialect;
    private ChatCall call;
    private Duration limit = Duration.ZERO;
    private Answer.Written last;

    Wire(HttpExchange exchange, Dialect dialect) {
        this.exchange = exchange;
        this.dialect = dialect;
    }

    /** What the next request is about, and how long its answer may take. */
    void about(ChatCall next, Duration mayTake) {
        call = next;
        limit = mayTake;
        last = null;
    }

    /** What the last answer says of itself, besides its words; null when there was none. */
    Answer.Written last() {
        return last;
    }

    /** Explicit, since LangChain4j refuses to choose between the HTTP clients on the class path. */
    HttpClientBuilder asBuilder() {
        return new Preset(this);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        java.net.http.HttpRequest.Builder toSend = java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
                .method(request.method().name(), BodyPublishers.ofString(completed(request.body())));
        request.headers().forEach((name, values) -> values.forEach(v -> toSend.header(name, v)));
        ObjectNode answer = read(exchange.send(toSend.build(), limit));
        last = dialect.read(answer);
        return SuccessfulHttpResponse.builder()
                .statusCode(200)
                .headers(Map.of())
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
            dialect.complete(request, JSON.readTree(call.schema()));
            return JSON.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request or its schema is not JSON", e);
        }
    }

    /** The first JSON object in the body; U+0000 is dropped, because no database takes it. */
    private static ObjectNode read(String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body.replace("\0", ""));
        } catch (JsonProcessingException e) {
            throw new CallFault(new CallFault.Unreadable("it is not JSON"));
        }
        if (answer.hasNonNull("error")) {
            throw new CallFault(
                    new CallFault.Reported(ServerError.parse(answer.toString()).message()));
        }
        if (!(answer instanceof ObjectNode object)) {
            throw new CallFault(new CallFault.Unreadable("it is no JSON object"));
        }
        return object;
    }

    /** LangChain4j sets its timeouts on the builder; this wire's own are stricter, so they are taken note of and not used. */
    private static final class Preset implements HttpClientBuilder {

        private final Wire wire;
        private Duration connectTimeout;
        private Duration readTimeout;

        Preset(Wire wire) {
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
