package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.ExternalId;
import java.util.Map;

/**
 * The ids that a result's tickets have while it is put together.
 *
 * @param tickets by the position of their draft
 * @param epics by their index in the plan
 */
public record Numbering(Map<Integer, ExternalId> tickets, Map<Integer, ExternalId> epics) {

    /** Of a result without drafts. */
    public static final Numbering NONE = new Numbering(Map.of(), Map.of());

    public Numbering {
        tickets = Map.copyOf(tickets);
        epics = Map.copyOf(epics);
    }
}
