package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.Coverage;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketsResult;
import java.util.List;
import java.util.Map;

/** Gives the tickets of a result other ids, wherever the result names them. */
record Renaming(Map<ExternalId, ExternalId> names) {

    TicketsResult of(TicketsResult result) {
        Coverage coverage = result.coverage();
        return new TicketsResult(
                result.jobId(),
                result.source(),
                result.tickets().stream().map(this::ticket).toList(),
                result.risks().stream().map(this::note).toList(),
                result.openQuestions().stream().map(this::note).toList(),
                result.generation(),
                result.requirements().stream().map(this::requirement).toList(),
                new Coverage(
                        coverage.requirementCount(),
                        coverage.coveredCount(),
                        coverage.ratio(),
                        coverage.uncovered(),
                        all(coverage.orphanTickets())),
                result.quality().stream().map(this::finding).toList(),
                result.changes());
    }

    private ExternalId name(ExternalId id) {
        return id == null ? null : names.get(id);
    }

    private List<ExternalId> all(List<ExternalId> ids) {
        return ids.stream().map(names::get).sorted().toList();
    }

    private Ticket ticket(Ticket ticket) {
        TicketMetadata metadata = ticket.metadata();
        return new Ticket(
                name(ticket.externalId()),
                ticket.ticketType(),
                ticket.title(),
                ticket.description(),
                ticket.acceptanceCriteria(),
                ticket.labels(),
                all(ticket.dependencies()),
                ticket.storyPoints(),
                ticket.priority(),
                name(ticket.parentExternalId()),
                new TicketMetadata(
                        metadata.component(),
                        metadata.suggestedMilestone(),
                        metadata.confidence(),
                        metadata.engine(),
                        metadata.inferredDependencies() == null ? null : all(metadata.inferredDependencies())),
                ticket.sourceRefs());
    }

    private Note note(Note note) {
        return new Note(note.text(), note.severity(), all(note.relatedExternalIds()));
    }

    private Requirement requirement(Requirement one) {
        return new Requirement(
                one.requirementId(),
                one.text(),
                one.kind(),
                one.startLine(),
                one.endLine(),
                one.fingerprint(),
                all(one.coveredBy()));
    }

    private Finding finding(Finding one) {
        return new Finding(one.code(), one.severity(), name(one.externalId()), one.message(), one.repaired());
    }
}
