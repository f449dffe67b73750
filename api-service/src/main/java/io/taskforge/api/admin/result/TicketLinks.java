package io.taskforge.api.admin.result;

import io.taskforge.api.export.ShownText;
import io.taskforge.api.graph.EpicColours;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Leads to the tickets of a result. */
final class TicketLinks {

    private final Map<ExternalId, TicketLink> links = new HashMap<>();

    private TicketLinks() {}

    static TicketLinks of(TicketsResult result, EpicColours colours) {
        TicketLinks links = new TicketLinks();
        for (Ticket ticket : result.tickets()) {
            // As many marks as a result has tickets are in the style sheet.
            String css = "k" + links.links.size() + " " + colours.cssClassOf(ticket);
            links.links.put(
                    ticket.externalId(),
                    new TicketLink(ticket.externalId().toString(), ShownText.line(ticket.title()), css, true, false));
        }
        return links;
    }

    TicketLink to(ExternalId id) {
        TicketLink link = links.get(id);
        return link == null ? new TicketLink(id.toString(), "", "", false, false) : link;
    }

    List<TicketLink> to(Collection<ExternalId> ids) {
        return ids.stream().map(this::to).toList();
    }

    /** Makes shine what belongs to the ticket; nothing for one that is not in the result. */
    String mark(ExternalId id) {
        String css = to(id).css();
        return css.substring(0, Math.max(css.indexOf(' '), 0));
    }
}
