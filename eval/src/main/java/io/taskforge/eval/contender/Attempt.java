package io.taskforge.eval.contender;

import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.util.List;

/**
 * What one drafting brought.
 *
 * @param result what would be returned to a client
 * @param ticketLimit the most tickets allowed, epics included
 * @param asked how many were asked for, epics aside; null when that was left open
 * @param raw the drafts as they were written, before anything checked them
 * @param listsRequirements whether the result's requirements mean something; a baseline extracts none
 * @param micros wall time of the drafting
 */
public record Attempt(
        TicketsResult result,
        int ticketLimit,
        Integer asked,
        List<RawDraft> raw,
        boolean listsRequirements,
        long micros) {

    public Attempt {
        raw = List.copyOf(raw);
    }

    /** The tickets that are work: epics only group them. */
    public List<Ticket> work() {
        return result.tickets().stream()
                .filter(ticket -> ticket.ticketType() != TicketType.EPIC)
                .toList();
    }
}
