package io.taskforge.worker.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server that speaks OpenAI's protocol: vLLM, llama.cpp's own server. Its window is its own; no call can set it. */
public final class OpenAiServer implements ModelServer {

    private final ModelConfig config;
    private final Pause pause;
    private final CallObserver observer;
    private final HttpExchange exchange;
    private final Questions ask;
    private final Turns turns;

    public OpenAiServer(ModelConfig config, Pause pause) {
        this(config, pause, CallObserver.NOBODY);
    }

    OpenAiServer(ModelConfig config, Pause pause, CallObserver observer) {
        this.config = config;
        this.pause = pause;
        this.observer = observer;
        exchange = HttpExchange.of(config);
        ask = new Questions(exchange, config);
        turns = new Turns(config.parallelCalls());
    }

    /** The address without the version that people are used to write after it. */
    static String base(ModelConfig config) {
        return Addresses.base(config.url()).replaceFirst("/v1$", "");
    }

    @Override
    public Readiness probe(String model) {
        return ask.finding(() -> {
            JsonNode list = ask.get("/v1/models").path("data");
            if (!list.isArray()) {
                return new Readiness.Unreachable(Cures.of(config).stranger());
            }
            List<String> available = new ArrayList<>();
            for (JsonNode entry : list) {
                available.add(entry.path("id").asText());
                if (entry.path("id").asText().equals(model)) {
                    return ready(entry);
                }
            }
            return new Readiness.ModelMissing(
                    Addresses.shown(config.url()),
                    model,
                    available,
                    ModelNames.cure(ModelConfig.Provider.OPENAI, model));
        });
    }

    /** vLLM says its window with the model; llama.cpp's server with its properties, and with the model only what that was made for. */
    private Readiness.Ready ready(JsonNode entry) {
        String owner = entry.path("owned_by").asText();
        if (owner.equals("llamacpp")) {
            JsonNode props = ask.ifTold("/props");
            return new Readiness.Ready(
                    ("llama.cpp " + props.path("build_info").asText()).strip(),
                    Optional.empty(),
                    Counts.positive(props.path("default_generation_settings").path("n_ctx")));
        }
        String version =
                owner.equals("vllm") ? ask.ifTold("/version").path("version").asText() : "";
        return new Readiness.Ready(
                ((owner.isEmpty() ? "a server" : owner) + " " + version).strip(),
                Optional.empty(),
                Counts.positive(entry.path("max_model_len")));
    }

    @Override
    public Chat open(String model, Readiness.Ready ready, Hopeless hopeless) {
        int window = Math.min(config.numCtx(), ready.contextLength().orElse(Integer.MAX_VALUE));
        Provenance provenance = new Provenance("openai", ready.server(), model, ready.digest());
        return new Chat(
                config,
                exchange,
                new OpenAiDialect(config, model),
                turns,
                pause,
                provenance,
                window,
                hopeless,
                observer);
    }
}
