package io.taskforge.worker.chat;

import java.net.http.HttpClient;

/** A server that speaks Ollama's own protocol, the only one that lets a client set the window. */
public final class OllamaServer implements ModelServer {

    private final ModelConfig config;
    private final Pause pause;
    private final HttpClient http;
    private final OllamaProbe probe;

    public OllamaServer(ModelConfig config, Pause pause) {
        this.config = config;
        this.pause = pause;
        http = HttpExchange.client(config);
        probe = new OllamaProbe(http, config);
    }

    @Override
    public Readiness probe(String model) {
        return probe.probe(model);
    }

    @Override
    public Chat open(String model, Readiness.Ready ready) {
        int window = Math.min(config.numCtx(), ready.contextLength().orElse(Integer.MAX_VALUE));
        Provenance provenance = new Provenance("ollama", ready.server(), model, ready.digest());
        return new OllamaChat(http, config, provenance, window, pause);
    }
}
