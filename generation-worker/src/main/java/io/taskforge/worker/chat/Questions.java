package io.taskforge.worker.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.worker.engine.DraftingInterrupted;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Supplier;

/** The small questions to a server about itself and its models, and what it means when they are not answered. */
record Questions(HttpExchange exchange, ModelConfig config) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Missing when the server has nothing there that is JSON. */
    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(at(path)));
    }

    /**
     * As {@link #get}, for what one can do without: missing also when the server will not say.
     *
     * @throws DraftingInterrupted when the thread was interrupted meanwhile
     */
    JsonNode ifTold(String path) {
        try {
            return get(path);
        } catch (CallFault fault) {
            if (fault.reason() instanceof CallFault.Interrupted) {
                throw new DraftingInterrupted();
            }
            return JSON.missingNode();
        }
    }

    /** As {@link #get}, with something to tell. */
    JsonNode post(String path, JsonNode body) {
        return send(HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private URI at(String path) {
        return switch (config.provider()) {
            case OLLAMA -> URI.create(Addresses.base(config.url()) + path);
            case OPENAI -> URI.create(OpenAiServer.base(config) + path);
        };
    }

    /**
     * What the questions come to; a fault of the server or of the way to it is a finding too.
     *
     * @throws DraftingInterrupted when the thread was interrupted meanwhile
     */
    Readiness finding(Supplier<Readiness> questions) {
        Cures cures = Cures.of(config);
        try {
            return questions.get();
        } catch (CallFault fault) {
            return switch (fault.reason()) {
                case CallFault.Interrupted i -> throw new DraftingInterrupted();
                case CallFault.TimedOut t -> new Readiness.Unreachable(cures.silent(t.after()));
                case CallFault.Away away -> new Readiness.Unreachable(cures.away(away, config.connectTimeout()));
                case CallFault.Status s -> new Readiness.Unreachable(cures.status(s, ServerError.parse(s.body())));
                case CallFault.Unreadable u -> new Readiness.Unreachable(cures.stranger());
                case CallFault.Reported r -> new Readiness.Unreachable(cures.stranger());
            };
        }
    }

    private JsonNode send(HttpRequest.Builder request) {
        ApiKey.bearer(config).ifPresent(bearer -> request.header("Authorization", bearer));
        try {
            return JSON.readTree(exchange.send(request.build(), config.probeTimeout()));
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        } catch (CallFault fault) {
            if (fault.reason() instanceof CallFault.Status status && status.status() == 404) {
                return JSON.missingNode();
            }
            throw fault;
        }
    }
}
