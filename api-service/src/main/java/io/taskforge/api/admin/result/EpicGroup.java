package io.taskforge.api.admin.result;

import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An epic with its tickets, or those without one.
 *
 * @param epic empty for tickets without one
 * @param heading of tickets without an epic
 */
record EpicGroup(Optional<TicketCard> epic, String heading, List<TicketCard> tickets) {

    /** In the result's order; tickets without an epic come last. */
    static List<EpicGroup> of(TicketsResult result, TicketCard.Maker maker) {
        Map<ExternalId, EpicGroup> groups = new LinkedHashMap<>();
        for (Ticket ticket : result.tickets()) {
            if (TicketCard.isEpic(ticket)) {
                groups.put(ticket.externalId(), new EpicGroup(Optional.of(maker.card(ticket)), "", new ArrayList<>()));
            }
        }
        EpicGroup others = new EpicGroup(
                Optional.empty(), groups.isEmpty() ? "Tickets" : "Tickets without an epic", new ArrayList<>());
        for (Ticket ticket : result.tickets()) {
            if (!TicketCard.isEpic(ticket)) {
                groups.getOrDefault(ticket.parentExternalId(), others).tickets.add(maker.card(ticket));
            }
        }
        List<EpicGroup> all = new ArrayList<>(groups.values());
        if (!others.tickets.isEmpty()) {
            all.add(others);
        }
        return all;
    }
}
