package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.worker.chat.Readiness;
import io.taskforge.worker.engine.DraftingEngine;
import java.util.function.Function;

/** Gives each job the engine that drafts it. Asked anew for every job, so that a server that came up is used without a restart. */
public final class EngineSelection {

    /**
     * An engine for one job.
     *
     * @param reason why this one, in words for an operator; also in the record of a job drafted by rules
     */
    public record Selected(DraftingEngine engine, EngineUsed kind, String reason) {}

    private final EngineChoice choice;
    private final ModelEngine model;
    private final Function<String, DraftingEngine> rules;

    /** @param rules the rules, given why they draft */
    public EngineSelection(EngineChoice choice, ModelEngine model, Function<String, DraftingEngine> rules) {
        this.choice = choice;
        this.model = model;
        this.rules = rules;
    }

    /** @throws io.taskforge.worker.engine.DraftingInterrupted when the thread is interrupted while the server is asked */
    public Selected select(GenerationOptions options) {
        return switch (choice) {
            case RULES -> rules("the engine is set to rules");
            case MODEL -> new Selected(model, EngineUsed.MODEL, "the engine is set to model");
            case AUTO ->
                switch (model.probe(options)) {
                    case Readiness.Ready ready ->
                        new Selected(
                                model,
                                EngineUsed.MODEL,
                                ready.server() + " answers and has " + model.modelFor(options));
                    case Readiness.ModelMissing missing -> rules(missing.reason());
                    case Readiness.Unreachable away -> rules(away.reason());
                };
        };
    }

    private Selected rules(String reason) {
        return new Selected(rules.apply(reason), EngineUsed.RULES, reason);
    }
}
