package io.taskforge.api.admin.result;

import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where links from a ticket to its lines lead: to a place of the ticket's own in the line that it begins on, so that following it makes
 * the ticket's lines shine and no others. When the specification was erased, to the requirement that the ticket names.
 *
 * @param lineCount of the specification; 0 when it was erased
 */
record CitedLines(int lineCount, Map<Integer, Set<ExternalId>> beginnings, Map<String, String> requirements) {

    static CitedLines of(TicketsResult result, int lineCount) {
        Map<Integer, Set<ExternalId>> beginnings = new HashMap<>();
        for (Ticket ticket : result.tickets()) {
            for (SourceRef ref : ticket.sourceRefs()) {
                first(ref.startLine(), ref.endLine(), lineCount).ifPresent(line -> beginnings
                        .computeIfAbsent(line, none -> new LinkedHashSet<>())
                        .add(ticket.externalId()));
            }
        }
        Map<String, String> requirements = new HashMap<>();
        for (int i = 0; i < result.requirements().size(); i++) {
            Requirement requirement = result.requirements().get(i);
            requirements.putIfAbsent(requirement.requirementId(), requirementAnchor(i));
        }
        return new CitedLines(lineCount, beginnings, requirements);
    }

    /** The first of these lines that a text of so many has. */
    private static Optional<Integer> first(int start, int end, int lineCount) {
        int first = Math.max(1, start);
        return first <= Math.min(end, lineCount) ? Optional.of(first) : Optional.empty();
    }

    /** Of a requirement, by its place in the result. */
    static String requirementAnchor(int place) {
        return "requirement-" + (place + 1);
    }

    static String lineAnchor(int line) {
        return "L" + line;
    }

    private static String anchor(int line, ExternalId ticket) {
        return lineAnchor(line) + "-" + ticket;
    }

    /** Those of a line, each with the ticket that it is for. */
    List<Anchor> anchors(int line, TicketLinks links) {
        List<Anchor> anchors = new ArrayList<>();
        beginnings
                .getOrDefault(line, Set.of())
                .forEach(ticket -> anchors.add(new Anchor(anchor(line, ticket), links.mark(ticket))));
        return anchors;
    }

    /** A place that a link leads to. */
    record Anchor(String id, String css) {}

    /** Empty when there is no place to lead to. */
    Optional<String> anchorOf(ExternalId ticket, SourceRef ref) {
        return lineCount == 0
                ? Optional.ofNullable(ref.requirementId()).map(requirements::get)
                : first(ref.startLine(), ref.endLine(), lineCount).map(line -> anchor(line, ticket));
    }
}
