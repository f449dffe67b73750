package io.taskforge.worker.engine;

import io.taskforge.model.ticket.Finding.Severity;

/**
 * Something about the drafting itself that readers of the result should know.
 *
 * @param code as in the result's findings
 * @param position of the ticket that it is about; 0 when it is about more than one
 * @param repaired whether it was mended
 */
public record DraftingNote(String code, Severity severity, int position, String message, boolean repaired) {}
