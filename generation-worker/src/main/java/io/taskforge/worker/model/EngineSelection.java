package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.worker.chat.Readiness;
import io.taskforge.worker.engine.DraftingEngine;
import java.util.Optional;
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

    /**
     * @param observer hears of the model's answers, where the model drafts
     * @throws io.taskforge.worker.engine.DraftingInterrupted when the thread is interrupted while the server is asked
     */
    public Selected select(GenerationOptions options, AnswerObserver observer) {
        return switch (choice) {
            case RULES -> rules("the engine is set to rules");
            case MODEL -> new Selected(model.observedBy(observer), EngineUsed.MODEL, "the engine is set to model");
            case AUTO ->
                switch (model.probe(options)) {
                    case Readiness.Ready ready ->
                        new Selected(
                                model.observedBy(observer),
                                EngineUsed.MODEL,
                                ready.server() + " answers and has " + model.modelFor(options));
                    case Readiness.ModelMissing missing -> rules(missing.reason());
                    case Readiness.Unreachable away -> rules(away.reason());
                };
        };
    }

    /** The setting. */
    public EngineChoice choice() {
        return choice;
    }

    /** The model of jobs that name none; empty where the rules draft them all. */
    public Optional<String> model() {
        return choice == EngineChoice.RULES
                ? Optional.empty()
                : Optional.of(model.modelFor(GenerationOptions.DEFAULTS));
    }

    /**
     * Whether that model can be asked now, as each job finds out before it starts: by a few small questions, none of which makes it write.
     * Empty where the rules draft.
     */
    public Optional<Readiness> readiness() {
        return choice == EngineChoice.RULES ? Optional.empty() : Optional.of(model.probe(GenerationOptions.DEFAULTS));
    }

    private Selected rules(String reason) {
        return new Selected(rules.apply(reason), EngineUsed.RULES, reason);
    }
}
