package io.taskforge.worker.engine;

import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Generation.FinishReason;
import java.util.Optional;

/**
 * Who drafted, and what it cost.
 *
 * @param model the model's name, or {@code rules}
 * @param provider {@code ollama}, {@code openai} or {@code rules}
 * @param promptTokens sum over the calls; null when any call lacks it or there was none
 * @param completionTokens as {@code promptTokens}
 * @param finishReason the worst of the calls
 * @param promptVersion null without a model
 * @param seed null without one
 * @param modelCalls how many calls were answered
 * @param repairRounds how many units were asked for again
 * @param engineReason why the engine was not (only) the model
 */
public record DraftingRecord(
        String model,
        String provider,
        Long promptTokens,
        Long completionTokens,
        FinishReason finishReason,
        String modelDigest,
        String promptVersion,
        Integer seed,
        int modelCalls,
        int repairRounds,
        EngineUsed engine,
        Optional<String> engineReason) {

    /** The record of a drafter that asked no model. */
    public static DraftingRecord ofRules(String reason) {
        return new DraftingRecord(
                "rules",
                "rules",
                null,
                null,
                FinishReason.STOP,
                null,
                null,
                null,
                0,
                0,
                EngineUsed.RULES,
                Optional.of(reason));
    }
}
