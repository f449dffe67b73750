package io.taskforge.worker.engine;

import io.taskforge.model.ticket.Priority;
import java.util.List;
import java.util.Optional;

/**
 * What a ticket says. Checked and cut to the contract's limits afterwards, so an engine need not.
 *
 * @param about the description
 * @param checks acceptance criteria
 * @param points null when there is no ground for an estimate
 * @param priority null when there is no ground for one
 * @param confidence 0 to 1 from signals, or null
 * @param question something that the specification leaves open and that this ticket needs
 * @param draftedBy who wrote it
 */
public record TicketBody(
        String about,
        List<String> checks,
        List<String> labels,
        Integer points,
        Priority priority,
        Double confidence,
        Optional<String> question,
        DraftedBy draftedBy) {

    /** The engine that wrote one unit. */
    public enum DraftedBy {
        MODEL,
        RULES
    }

    public TicketBody {
        checks = List.copyOf(checks);
        labels = List.copyOf(labels);
    }

    /** The same words, held to what is expected of another writer. */
    public TicketBody as(DraftedBy writer) {
        return new TicketBody(about, checks, labels, points, priority, confidence, question, writer);
    }
}
