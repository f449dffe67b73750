package io.taskforge.model.job;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a model wrote once, and what was done with it.
 *
 * @param unit what it was about, as findings of the result name it; empty for the whole of a specification
 * @param reason what was mended, or why it could not be used, as findings say it
 * @param raw the model's own words; empty when what the server answered held none
 * @param made what was read out of them, as JSON; empty when that was nothing
 * @param promptTokens as the server counted them, like {@code completionTokens}
 * @param took by the server's word
 */
public record ModelAnswer(
        Step step,
        Optional<String> unit,
        Outcome outcome,
        Optional<String> reason,
        String raw,
        Optional<String> made,
        Optional<Long> promptTokens,
        Optional<Long> completionTokens,
        Optional<Duration> took) {

    /** What the model was asked for. */
    public enum Step {
        OUTLINE,
        EXPAND,
        REPAIR,
        LINK,
        SUMMARY;

        /** As it is stored. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Step of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What was done with it. */
    public enum Outcome {
        /** Nothing; kept because it took the place of one that could not be used. */
        AS_IT_WAS,
        /** It was used once its form was mended. */
        MENDED,
        /** The model was asked once more, for all of it or for what was missing. */
        ASKED_AGAIN,
        /** It was not used; the rules wrote instead, or an earlier answer stayed, or nothing is there. */
        REJECTED;

        /** As it is stored. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Outcome of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
