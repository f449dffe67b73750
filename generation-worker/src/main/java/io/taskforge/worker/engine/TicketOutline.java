package io.taskforge.worker.engine;

import io.taskforge.model.ticket.TicketType;
import java.util.List;

/**
 * A ticket before it has a body.
 *
 * @param type never an epic: epics come from the plan
 * @param title imperative, 1 to 200 code points
 * @param covers numbers of the statements that it covers, ascending, at least one
 */
public record TicketOutline(TicketType type, String title, List<Integer> covers) {

    public TicketOutline {
        covers = List.copyOf(covers);
        if (covers.isEmpty()) {
            throw new IllegalArgumentException("an outline covers at least one statement");
        }
        if (type == TicketType.EPIC) {
            throw new IllegalArgumentException("an epic is planned, not outlined");
        }
    }
}
