package io.taskforge.api.export;

import io.taskforge.model.ticket.Changes;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A result as a page of Markdown (CommonMark with GitHub's task lists): title and summary, the tickets under their epics, then coverage,
 * findings, risks, open questions and how it was drafted. Headings of the first three levels are the page's own, whatever the texts say.
 */
public final class MarkdownExport {

    private final TicketsResult result;
    private final MarkdownPage page = new MarkdownPage();

    private MarkdownExport(TicketsResult result) {
        this.result = result;
    }

    /** Ends with a line feed, as each of its lines does. */
    public static String of(TicketsResult result) {
        MarkdownExport export = new MarkdownExport(result);
        export.head();
        export.tickets();
        export.changes();
        export.coverage();
        export.findings();
        export.notes("Risks", result.risks());
        export.notes("Open questions", result.openQuestions());
        export.generation();
        return export.page.text();
    }

    private void head() {
        page.heading(1, MarkdownText.line(result.source().title()));
        page.block(MarkdownText.paragraphs(result.source().summary()));
        long epics = result.tickets().stream().filter(MarkdownExport::isEpic).count();
        int points = result.tickets().stream()
                .map(Ticket::storyPoints)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        List<String> facts = new ArrayList<>();
        facts.add(counted(result.tickets().size() - epics, "ticket")
                + (epics > 0 ? " in " + counted(epics, "epic") : ""));
        if (points > 0) {
            facts.add(counted(points, "point"));
        }
        if (result.coverage() != null) {
            facts.add(result.coverage().coveredCount() + " of "
                    + counted(result.coverage().requirementCount(), "requirement") + " covered");
        }
        page.block(String.join(" · ", facts));
        if (result.generation().partial()) {
            page.block("**Partial:** the job did not complete; these are the drafts that it left.");
        }
    }

    private static boolean isEpic(Ticket ticket) {
        return ticket.ticketType() == TicketType.EPIC;
    }

    private void tickets() {
        Map<ExternalId, List<Ticket>> grouped = new LinkedHashMap<>();
        Map<ExternalId, Ticket> epics = new HashMap<>();
        for (Ticket ticket : result.tickets()) {
            if (isEpic(ticket)) {
                grouped.put(ticket.externalId(), new ArrayList<>());
                epics.put(ticket.externalId(), ticket);
            }
        }
        List<Ticket> others = new ArrayList<>();
        for (Ticket ticket : result.tickets()) {
            if (!isEpic(ticket)) {
                grouped.getOrDefault(ticket.parentExternalId(), others).add(ticket);
            }
        }
        grouped.forEach((id, children) -> {
            Ticket epic = epics.get(id);
            page.heading(2, "Epic " + id + ": " + MarkdownText.line(epic.title()));
            MarkdownTicket.write(epic, page);
            ticketsUnder(children);
        });
        if (!others.isEmpty()) {
            page.heading(2, grouped.isEmpty() ? "Tickets" : "Tickets without an epic");
            ticketsUnder(others);
        }
    }

    private void ticketsUnder(List<Ticket> tickets) {
        for (Ticket ticket : tickets) {
            page.heading(3, ticket.externalId() + ": " + MarkdownText.line(ticket.title()));
            MarkdownTicket.write(ticket, page);
        }
    }

    private void changes() {
        Changes changes = result.changes();
        if (changes == null) {
            return;
        }
        page.heading(2, "Changes");
        page.block("Against the tickets of job " + changes.baseJobId() + ":");
        page.fact("Kept", ids(changes.kept()));
        page.fact("Changed", ids(changes.changed()));
        page.fact("Added", ids(changes.added()));
        page.fact("Retired", ids(changes.retired()));
        page.endList();
    }

    private static String ids(List<ExternalId> ids) {
        return ids.stream().map(ExternalId::toString).collect(Collectors.joining(", "));
    }

    private void coverage() {
        if (result.coverage() == null) {
            return;
        }
        page.heading(2, "Coverage");
        if (result.coverage().requirementCount() == 0) {
            page.block("The specification requires nothing that tickets could be held against.");
        } else {
            page.block("The tickets cover " + result.coverage().coveredCount() + " of "
                    + counted(result.coverage().requirementCount(), "requirement") + ".");
        }
        uncovered();
        if (!result.coverage().orphanTickets().isEmpty()) {
            page.block(
                    "Tickets that cite no requirement: " + ids(result.coverage().orphanTickets()) + ".");
        }
    }

    private void uncovered() {
        if (result.coverage().uncovered().isEmpty()) {
            return;
        }
        Map<String, Requirement> requirements = result.requirements().stream()
                .collect(Collectors.toMap(Requirement::requirementId, each -> each, (a, b) -> a));
        page.block("Not covered:");
        for (String id : result.coverage().uncovered()) {
            Requirement requirement = requirements.get(id);
            page.item(MarkdownText.line(id)
                    + (requirement == null
                            ? ""
                            : " (" + MarkdownTicket.lines(requirement.startLine(), requirement.endLine()) + "): "
                                    + MarkdownText.line(requirement.text())));
        }
        page.endList();
    }

    private void findings() {
        page.heading(2, "Findings");
        for (Finding finding : result.quality()) {
            page.item("**" + word(finding.severity()) + "** " + MarkdownText.line(finding.code())
                    + (finding.externalId() == null ? "" : ", " + finding.externalId())
                    + (finding.repaired() ? ", repaired" : "")
                    + ": " + MarkdownText.line(finding.message()));
        }
        noneUnless(!result.quality().isEmpty());
    }

    private void noneUnless(boolean any) {
        if (any) {
            page.endList();
        } else {
            page.block("None.");
        }
    }

    private void notes(String heading, List<Note> notes) {
        page.heading(2, heading);
        for (Note note : notes) {
            String severity = note.severity() == null ? "" : "**" + word(note.severity()) + "** ";
            page.item(severity
                    + MarkdownText.line(note.text())
                    + (note.relatedExternalIds().isEmpty() ? "" : " (" + ids(note.relatedExternalIds()) + ")"));
        }
        noneUnless(!notes.isEmpty());
    }

    private void generation() {
        var generation = result.generation();
        page.heading(2, "How this was drafted");
        page.fact("Engine", generation.engine() == null ? null : word(generation.engine()));
        page.fact("Why not the model alone", MarkdownText.line(generation.engineReason()));
        page.fact("Model", MarkdownText.line(generation.model()));
        page.fact("Model digest", MarkdownText.line(generation.modelDigest()));
        page.fact("Provider", MarkdownText.line(generation.provider()));
        page.fact("Prompt version", MarkdownText.line(generation.promptVersion()));
        page.fact("Seed", generation.seed() == null ? null : generation.seed().toString());
        page.fact("Model calls", Integer.toString(generation.modelCalls()));
        page.fact("Repair rounds", Integer.toString(generation.repairRounds()));
        page.fact("Prompt tokens", number(generation.promptTokens()));
        page.fact("Completion tokens", number(generation.completionTokens()));
        page.fact(
                "Finish reason",
                generation.finishReason() == null ? null : MarkdownText.line(word(generation.finishReason())));
        page.fact("Drafting took", generation.durationMs() + " ms, after " + generation.queueMs() + " ms in the queue");
        page.fact("Job", result.jobId().toString());
        page.fact(
                "SHA-256 of the specification",
                MarkdownText.line(result.source().specSha256()));
        page.endList();
    }

    private static String number(Long count) {
        return count == null ? "not counted" : count.toString();
    }

    /** As on the wire. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
