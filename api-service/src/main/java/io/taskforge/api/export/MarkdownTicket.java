package io.taskforge.api.export;

import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One ticket below its heading. */
final class MarkdownTicket {

    private MarkdownTicket() {}

    static void write(Ticket ticket, MarkdownPage page) {
        // Which is no list, so that the description does not go on with one.
        page.block(kind(ticket));
        page.block(MarkdownDescription.of(ticket.description()));
        if (!ticket.acceptanceCriteria().isEmpty()) {
            page.block("**Acceptance criteria**");
            ticket.acceptanceCriteria().forEach(criterion -> page.item("[ ] " + MarkdownText.line(criterion)));
            page.endList();
        }
        // In paragraphs: a second list would be read on as the first.
        page.named("Depends on", dependencies(ticket));
        page.named("Labels", ticket.labels().stream().map(MarkdownText::line).collect(Collectors.joining(", ")));
        if (ticket.metadata() != null) {
            page.named("Component", MarkdownText.line(ticket.metadata().component()));
            page.named("Milestone", MarkdownText.line(ticket.metadata().suggestedMilestone()));
        }
        sources(ticket, page);
    }

    private static String kind(Ticket ticket) {
        List<String> words = new ArrayList<>();
        words.add("**" + MarkdownExport.word(ticket.ticketType()) + "**");
        if (ticket.storyPoints() != null) {
            words.add(MarkdownExport.counted(ticket.storyPoints(), "point"));
        }
        if (ticket.priority() != null) {
            words.add(MarkdownExport.word(ticket.priority()) + " priority");
        }
        return String.join(" · ", words);
    }

    private static String dependencies(Ticket ticket) {
        List<ExternalId> inferred = inferred(ticket.metadata());
        return ticket.dependencies().stream()
                .map(id -> id + (inferred.contains(id) ? " (inferred)" : ""))
                .collect(Collectors.joining(", "));
    }

    private static List<ExternalId> inferred(TicketMetadata metadata) {
        return metadata == null || metadata.inferredDependencies() == null
                ? List.of()
                : metadata.inferredDependencies();
    }

    /** In one line unless they are quoted, which takes a paragraph each. */
    private static void sources(Ticket ticket, MarkdownPage page) {
        if (ticket.sourceRefs().stream().allMatch(ref -> ref.quote() == null)) {
            page.named(
                    "Source",
                    ticket.sourceRefs().stream().map(MarkdownTicket::source).collect(Collectors.joining(", ")));
        } else {
            ticket.sourceRefs().forEach(ref -> page.named("Source", source(ref)));
        }
    }

    private static String source(SourceRef ref) {
        return lines(ref.startLine(), ref.endLine())
                + (ref.requirementId() == null ? "" : " (" + MarkdownText.line(ref.requirementId()) + ")")
                + (ref.quote() == null ? "" : ": “" + MarkdownText.line(ref.quote()) + "”");
    }

    static String lines(int first, int last) {
        return first == last ? "line " + first : "lines " + first + "–" + last;
    }
}
