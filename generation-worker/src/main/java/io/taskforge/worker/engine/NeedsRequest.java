package io.taskforge.worker.engine;

import java.util.List;

/**
 * Asks which of the earlier tickets one ticket cannot do without.
 *
 * @param outlines of all tickets, in order
 * @param index 0-based, of the ticket that is asked about; at least 1
 */
public record NeedsRequest(List<TicketOutline> outlines, int index) {

    public NeedsRequest {
        outlines = List.copyOf(outlines);
        if (index < 1 || index >= outlines.size()) {
            throw new IllegalArgumentException("no ticket stands before number " + index + " of " + outlines.size());
        }
    }
}
