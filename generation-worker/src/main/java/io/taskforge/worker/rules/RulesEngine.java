package io.taskforge.worker.rules;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.ingest.SpecDocument;

/** Drafts by rules alone: the same input always gives the same drafts, on any machine, without a network. */
public final class RulesEngine implements DraftingEngine {

    private final String reason;

    /** @param reason why the rules draft, for the result's {@code generation.engine_reason} */
    public RulesEngine(String reason) {
        this.reason = reason;
    }

    @Override
    public Drafter open(SpecDocument spec, GenerationOptions options) {
        return new RulesDrafter(spec, options, reason);
    }
}
