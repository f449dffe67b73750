package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How the drafts came about.
 *
 * @param model the model's name, or {@code rules} when no model took part
 * @param durationMs drafting time, without queueing
 * @param promptTokens sum over the calls; null when any call lacks it or there was none
 * @param completionTokens as {@code promptTokens}
 * @param finishReason the worst of the calls
 * @param provider {@code ollama}, {@code openai} or {@code rules}
 * @param promptVersion changes whenever a prompt or a schema that goes to the model does; null without a model
 * @param queueMs from submission to the start of the attempt that completed
 * @param engineReason why the engine was not (only) the model; null when it was
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Generation(
        String model,
        long durationMs,
        Long promptTokens,
        Long completionTokens,
        FinishReason finishReason,
        String provider,
        @JsonInclude(JsonInclude.Include.NON_NULL) String modelDigest,
        @JsonInclude(JsonInclude.Include.NON_NULL) String promptVersion,
        Integer seed,
        long queueMs,
        int modelCalls,
        int repairRounds,
        boolean partial,
        EngineUsed engine,
        String engineReason) {

    /** Why the model stopped writing, best first, so that the natural order finds the worst. */
    public enum FinishReason {
        @JsonProperty("stop")
        STOP,
        @JsonProperty("other")
        OTHER,
        @JsonProperty("length")
        LENGTH,
        @JsonProperty("content_filter")
        CONTENT_FILTER
    }

    /** Who wrote the drafts; {@code MIXED}: the model, but the rules for units that the model left unusable. */
    public enum EngineUsed {
        @JsonProperty("model")
        MODEL,
        @JsonProperty("mixed")
        MIXED,
        @JsonProperty("rules")
        RULES
    }
}
