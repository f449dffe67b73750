package io.taskforge.worker.chat;

/** A server that answers for models: Ollama, or one that speaks OpenAI's protocol. One for all jobs of a worker; used by many threads. */
public interface ModelServer {

    /**
     * Finds out, within seconds, whether a model can be asked.
     *
     * @throws io.taskforge.worker.engine.DraftingInterrupted when the thread is interrupted meanwhile
     */
    Readiness probe(String model);

    /**
     * Opens the questions of one job. Nothing is sent yet.
     *
     * @param ready what {@link #probe} found out about this model
     * @param hopeless what becomes of the job when not one of its first answers can be used
     */
    Chat open(String model, Readiness.Ready ready, Hopeless hopeless);

    /** The same, with nobody who watches. */
    static ModelServer of(ModelConfig config, Pause pause) {
        return of(config, pause, CallObserver.NOBODY);
    }

    /**
     * The server that the configuration names.
     *
     * @param observer hears of every question, for all jobs
     * @throws IllegalArgumentException when no request can carry its key
     */
    static ModelServer of(ModelConfig config, Pause pause, CallObserver observer) {
        ApiKey.of(config);
        return switch (config.provider()) {
            case OLLAMA -> new OllamaServer(config, pause, observer);
            case OPENAI -> new OpenAiServer(config, pause, observer);
        };
    }
}
