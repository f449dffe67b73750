package io.taskforge.worker.chat;

/** A server that speaks Ollama's own protocol, the only one that lets a client set the window. */
public final class OllamaServer implements ModelServer {

    private final ModelConfig config;
    private final Pause pause;
    private final CallObserver observer;
    private final HttpExchange exchange;
    private final OllamaProbe probe;
    private final Turns turns;

    public OllamaServer(ModelConfig config, Pause pause) {
        this(config, pause, CallObserver.NOBODY);
    }

    OllamaServer(ModelConfig config, Pause pause, CallObserver observer) {
        this.config = config;
        this.pause = pause;
        this.observer = observer;
        exchange = HttpExchange.of(config);
        probe = new OllamaProbe(new Questions(exchange, config));
        turns = new Turns(config.parallelCalls());
    }

    @Override
    public Readiness probe(String model) {
        return probe.probe(model);
    }

    @Override
    public Chat open(String model, Readiness.Ready ready, Hopeless hopeless) {
        int window = Math.min(config.numCtx(), ready.contextLength().orElse(Integer.MAX_VALUE));
        Provenance provenance = new Provenance("ollama", ready.server(), model, ready.digest());
        OllamaDialect dialect =
                new OllamaDialect(config, model, window, probe, OllamaProbe.countsWholePrompts(ready.server()));
        return new Chat(config, exchange, dialect, turns, pause, provenance, window, hopeless, observer);
    }
}
