package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.chat.CallObserver;
import io.taskforge.worker.chat.Chat;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.ModelConfig;
import io.taskforge.worker.chat.ModelServer;
import io.taskforge.worker.chat.Pause;
import io.taskforge.worker.chat.Readiness;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.ingest.SpecDocument;

/**
 * Drafts with a language model. A unit that the model leaves unusable is written by the rules, and the record says so; a server that is
 * away is a failure.
 */
public final class ModelEngine implements DraftingEngine {

    private final ModelConfig config;
    private final DraftingEngine rules;
    private final ModelServer server;
    private final Hopeless hopeless;
    private final Pause pause;

    /** @param rules for single units that the model leaves unusable */
    public ModelEngine(ModelConfig config, DraftingEngine rules) {
        this(config, rules, Hopeless.FAILS);
    }

    /** @param hopeless what becomes of a job of whose first answers none can be used */
    public ModelEngine(ModelConfig config, DraftingEngine rules, Hopeless hopeless) {
        this(config, rules, hopeless, Pause::rest);
    }

    ModelEngine(ModelConfig config, DraftingEngine rules, Hopeless hopeless, Pause pause) {
        this(config, rules, hopeless, pause, CallObserver.NOBODY);
    }

    /**
     * @param hopeless what becomes of a job of whose first answers none can be used
     * @param pause how it waits before it asks again
     * @param observer hears of every question to the model's server
     */
    public ModelEngine(
            ModelConfig config, DraftingEngine rules, Hopeless hopeless, Pause pause, CallObserver observer) {
        this.config = config;
        this.rules = rules;
        this.pause = pause;
        this.hopeless = hopeless;
        server = ModelServer.of(config, pause, observer);
    }

    /**
     * @throws DraftingFailure {@link Code#MODEL_UNAVAILABLE} or {@link Code#MODEL_NOT_FOUND}
     * @throws DraftingInterrupted when the thread is interrupted meanwhile
     */
    @Override
    public Drafter open(SpecDocument spec, GenerationOptions options) {
        return open(spec, options, AnswerObserver.NOBODY);
    }

    /** This engine for one job, of whose answers the observer hears. */
    DraftingEngine observedBy(AnswerObserver observer) {
        return (spec, options) -> open(spec, options, observer);
    }

    private Drafter open(SpecDocument spec, GenerationOptions options, AnswerObserver observer) {
        return switch (probeTwice(options)) {
            case Readiness.Ready ready -> {
                Chat chat = server.open(modelFor(options), ready, hopeless);
                yield new ModelDrafter(chat, spec, options, rules, hopeless, observer);
            }
            case Readiness.ModelMissing missing ->
                throw new DraftingFailure(Code.MODEL_NOT_FOUND, missing.reason() + ": " + missing.cure());
            case Readiness.Unreachable away -> throw new DraftingFailure(Code.MODEL_UNAVAILABLE, away.reason());
        };
    }

    /** A server that is busy to the last core may miss one short deadline. */
    private Readiness probeTwice(GenerationOptions options) {
        Readiness first = probe(options);
        if (!(first instanceof Readiness.Unreachable)) {
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
    public Readiness probe(GenerationOptions options) {
        return server.probe(modelFor(options));
    }

    String modelFor(GenerationOptions options) {
        return options.model() == null ? config.name() : options.model();
    }
}
