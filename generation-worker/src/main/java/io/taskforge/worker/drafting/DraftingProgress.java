package io.taskforge.worker.drafting;

import java.util.Locale;

/**
 * How far a job is.
 *
 * @param percent 0 to 100, never less than before
 * @param ticketsDrafted bodies written so far
 * @param message for a person; at most 300 code points
 */
public record DraftingProgress(Phase phase, int percent, int ticketsDrafted, String message) {

    /** The phases of the contract's job schema that drafting goes through. */
    public enum Phase {
        PREPARING,
        EXTRACTING_REQUIREMENTS,
        DRAFTING,
        VALIDATING,
        REPAIRING,
        FINALIZING;

        /** As the job schema writes it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
