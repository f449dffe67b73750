package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.chat.HttpExchange;
import io.taskforge.worker.chat.ModelConfig;
import io.taskforge.worker.chat.OllamaChat;
import io.taskforge.worker.chat.OllamaProbe;
import io.taskforge.worker.chat.TokenBudget;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.ingest.SpecDocument;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Drafts with a language model on an Ollama server. A unit that the model leaves unusable is written by the rules, and the record says
 * so; a server that is away is a failure.
 */
public final class ModelEngine implements DraftingEngine {

    private final ModelConfig config;
    private final DraftingEngine rules;
    private final HttpClient http;
    private final OllamaProbe probe;
    private final OllamaChat.Pause pause;

    /** @param rules for single units that the model leaves unusable */
    public ModelEngine(ModelConfig config, DraftingEngine rules) {
        this(config, rules, ModelEngine::rest);
    }

    ModelEngine(ModelConfig config, DraftingEngine rules, OllamaChat.Pause pause) {
        this.config = config;
        this.rules = rules;
        this.pause = pause;
        http = HttpExchange.client(config);
        probe = new OllamaProbe(http, config);
    }

    /**
     * @throws DraftingFailure {@link Code#MODEL_UNAVAILABLE} or {@link Code#MODEL_NOT_FOUND}
     * @throws DraftingInterrupted when the thread is interrupted meanwhile
     */
    @Override
    public Drafter open(SpecDocument spec, GenerationOptions options) {
        return switch (probeTwice(options)) {
            case OllamaProbe.Ready ready -> {
                int window = Math.min(config.numCtx(), ready.contextLength().orElse(Integer.MAX_VALUE));
                OllamaChat chat = new OllamaChat(http, config, modelFor(options), window, pause);
                yield new ModelDrafter(
                        chat, new TokenBudget(window), spec, options, rules, modelFor(options), ready.digest());
            }
            case OllamaProbe.ModelMissing missing ->
                throw new DraftingFailure(Code.MODEL_NOT_FOUND, missing.reason() + OllamaProbe.remedy(missing.model()));
            case OllamaProbe.Unreachable away -> throw new DraftingFailure(Code.MODEL_UNAVAILABLE, away.reason());
        };
    }

    /** A server that is busy to the last core may miss one short deadline. */
    private OllamaProbe.Outcome probeTwice(GenerationOptions options) {
        OllamaProbe.Outcome first = probe(options);
        if (!(first instanceof OllamaProbe.Unreachable)) {
            return first;
        }
        try {
            pause.of(config.retryPause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DraftingInterrupted();
        }
        return probe(options);
    }

    /** Whether the model of a job can be asked now. */
    public OllamaProbe.Outcome probe(GenerationOptions options) {
        return probe.probe(modelFor(options));
    }

    String modelFor(GenerationOptions options) {
        return options.model() == null ? config.name() : options.model();
    }

    private static void rest(Duration time) throws InterruptedException {
        boolean woken = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        assert !woken : "nobody counts this down";
    }
}
