package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.worker.chat.Readiness;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import java.util.List;
import java.util.Optional;

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
    private final DraftingEngine rules;

    public EngineSelection(EngineChoice choice, ModelEngine model, DraftingEngine rules) {
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
        return new Selected(new Reasoned(rules, reason), EngineUsed.RULES, reason);
    }

    /** The rules with the reason why they were chosen in their record. */
    private record Reasoned(DraftingEngine engine, String reason) implements DraftingEngine {

        @Override
        public Drafter open(SpecDocument spec, GenerationOptions options) {
            return new ReasonedDrafter(engine.open(spec, options), reason);
        }
    }

    private record ReasonedDrafter(Drafter drafter, String reason) implements Drafter {

        @Override
        public List<TicketOutline> outline(OutlineRequest request) {
            return drafter.outline(request);
        }

        @Override
        public TicketBody expand(ExpandRequest request) {
            return drafter.expand(request);
        }

        @Override
        public DraftingRecord record() {
            return withReason(drafter.record(), reason);
        }

        @Override
        public void close() {
            drafter.close();
        }

        private static DraftingRecord withReason(DraftingRecord r, String reason) {
            return new DraftingRecord(
                    r.model(),
                    r.provider(),
                    r.promptTokens(),
                    r.completionTokens(),
                    r.finishReason(),
                    r.modelDigest(),
                    r.promptVersion(),
                    r.seed(),
                    r.modelCalls(),
                    r.repairRounds(),
                    r.engine(),
                    Optional.of(reason));
        }
    }
}
