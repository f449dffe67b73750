package io.taskforge.api.graph;

import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The colour that each epic and its tickets have on a page: a class name {@code epic-0} to {@code epic-7} in the order of the result,
 * over again from the ninth on, and {@code epic-none} for tickets without an epic. Colour never stands alone: wherever a class is
 * used, a name says the epic too.
 */
public final class EpicColours {

    /** @param tickets how many belong to it */
    public record Entry(String cssClass, ExternalId externalId, String title, int tickets) {}

    private static final int COLOURS = 8;
    private static final String NONE = "epic-none";

    private final Map<ExternalId, Entry> entries = new HashMap<>();
    private final List<Entry> legend = new ArrayList<>();

    private EpicColours(TicketsResult result) {
        for (Ticket epic : result.tickets()) {
            if (epic.ticketType() == TicketType.EPIC) {
                int tickets = Math.toIntExact(result.tickets().stream()
                        .filter(each -> epic.externalId().equals(each.parentExternalId()))
                        .count());
                Entry entry = new Entry("epic-" + legend.size() % COLOURS, epic.externalId(), epic.title(), tickets);
                entries.put(epic.externalId(), entry);
                legend.add(entry);
            }
        }
    }

    public static EpicColours of(TicketsResult result) {
        return new EpicColours(result);
    }

    /** One entry for each epic, in the order of the result. */
    public List<Entry> legend() {
        return List.copyOf(legend);
    }

    /** The epic that a ticket belongs to, or that it is. */
    public Optional<Entry> epicOf(Ticket ticket) {
        ExternalId epic = ticket.ticketType() == TicketType.EPIC ? ticket.externalId() : ticket.parentExternalId();
        return Optional.ofNullable(entries.get(epic));
    }

    public String cssClassOf(Ticket ticket) {
        return epicOf(ticket).map(Entry::cssClass).orElse(NONE);
    }
}
