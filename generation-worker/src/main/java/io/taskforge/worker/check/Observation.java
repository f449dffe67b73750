package io.taskforge.worker.check;

import io.taskforge.model.ticket.Finding.Severity;

/**
 * A finding before tickets have ids.
 *
 * @param code from the contract's table of rules
 * @param position of the draft that it is about; 0 when it is about the whole result
 */
public record Observation(String code, Severity severity, int position, String message, boolean repaired) {

    public static Observation warning(String code, int position, String message) {
        return new Observation(code, Severity.WARNING, position, message, false);
    }

    public static Observation repaired(String code, int position, String message) {
        return new Observation(code, Severity.INFO, position, message, true);
    }
}
