package io.taskforge.api.admin.result;

import io.taskforge.api.export.ShownText;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A ticket as a card.
 *
 * @param link to it
 * @param points in words; empty when it was not estimated
 * @param priority in words; empty when there is none
 * @param change what became of it since the base job; empty when it builds on none
 * @param needs what must be done first
 * @param neededBy what waits for it
 */
record TicketCard(
        TicketLink link,
        String type,
        String points,
        String priority,
        String change,
        DescriptionHtml description,
        List<String> criteria,
        List<String> labels,
        List<TicketLink> needs,
        List<TicketLink> neededBy,
        List<Fact> facts,
        List<Source> sources,
        List<ShownFinding> findings) {

    /**
     * Lines that it covers.
     *
     * @param anchor where they can be read; empty when they cannot
     * @param quote empty when none was asked for
     */
    record Source(String anchor, String words, String quote) {}

    /** Makes the cards of one result. */
    record Maker(
            TicketLinks links,
            CitedLines cited,
            Map<ExternalId, List<ExternalId>> waiting,
            Map<ExternalId, List<ShownFinding>> findings,
            Map<ExternalId, String> changes) {

        TicketCard card(Ticket ticket) {
            ExternalId id = ticket.externalId();
            return new TicketCard(
                    links.to(id),
                    ticket.ticketType().name().toLowerCase(Locale.ROOT),
                    points(ticket.storyPoints()),
                    priority(ticket.priority()),
                    changes.getOrDefault(id, ""),
                    DescriptionHtml.of(ticket.description()),
                    ticket.acceptanceCriteria().stream().map(ShownText::line).toList(),
                    ticket.labels().stream().map(ShownText::line).toList(),
                    ticket.dependencies().stream()
                            .map(need -> links.to(need).asInferred(inferred(ticket.metadata(), need)))
                            .toList(),
                    links.to(waiting.getOrDefault(id, List.of())),
                    Fact.of(ticket.metadata()),
                    ticket.sourceRefs().stream().map(ref -> source(id, ref)).toList(),
                    findings.getOrDefault(id, List.of()));
        }

        private static String points(Integer points) {
            return points == null ? "" : points + (points == 1 ? " point" : " points");
        }

        private static String priority(Priority priority) {
            return priority == null ? "" : priority.name().toLowerCase(Locale.ROOT);
        }

        private static boolean inferred(TicketMetadata metadata, ExternalId need) {
            return metadata != null
                    && metadata.inferredDependencies() != null
                    && metadata.inferredDependencies().contains(need);
        }

        private Source source(ExternalId id, SourceRef ref) {
            String requirement = ref.requirementId() == null ? "" : ShownText.line(ref.requirementId()) + ", ";
            return new Source(
                    cited.anchorOf(id, ref).orElse(""),
                    requirement + ShownRequirement.lines(ref.startLine(), ref.endLine()),
                    ShownText.line(Objects.requireNonNullElse(ref.quote(), "")));
        }
    }

    static boolean isEpic(Ticket ticket) {
        return ticket.ticketType() == TicketType.EPIC;
    }

    /** Whether there is anything to say below the criteria. */
    public boolean hasMore() {
        return !(needs.isEmpty() && neededBy.isEmpty() && sources.isEmpty() && labels.isEmpty() && facts.isEmpty());
    }

    public String anchor() {
        return "ticket-" + link.id();
    }
}
