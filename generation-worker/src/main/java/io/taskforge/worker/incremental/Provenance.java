package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.worker.engine.DraftingRecord;
import java.util.Optional;

/** Who wrote a result of which a part is kept: the record of what was drafted now, with the base's engine where that is another. */
final class Provenance {

    private Provenance() {}

    static DraftingRecord of(Generation base, DraftingRecord now) {
        if (base.engine() == now.engine() || now.engine() == EngineUsed.MIXED) {
            return now;
        }
        boolean modelNow = now.engine() == EngineUsed.MODEL;
        return new DraftingRecord(
                modelNow ? now.model() : base.model(),
                modelNow ? now.provider() : base.provider(),
                now.promptTokens(),
                now.completionTokens(),
                now.finishReason(),
                modelNow ? now.modelDigest() : base.modelDigest(),
                modelNow ? now.promptVersion() : base.promptVersion(),
                modelNow ? now.seed() : base.seed(),
                now.modelCalls(),
                now.repairRounds(),
                EngineUsed.MIXED,
                Optional.of("tickets kept from the base job were drafted by " + author(base)
                        + now.engineReason().map(reason -> "; now " + reason).orElse("")));
    }

    private static String author(Generation base) {
        return switch (base.engine()) {
            case MODEL -> "the model " + base.model();
            case MIXED -> "the model " + base.model() + " and the rules";
            case RULES -> "the rules";
        };
    }
}
