package io.taskforge.api.export;

import io.taskforge.model.job.JobId;
import io.taskforge.model.ticket.Coverage;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Source;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Results to export. */
final class Results {

    static final JobId JOB = JobId.parse("019e4fae-f96a-78b2-be03-8633c38ea640").orElseThrow();

    /** What an attacker would write where a title is expected, and it is one line. */
    static final String NASTY =
            "<script>alert(1)</script> # * _x_ `y` **z** [a](javascript:b) ![i](http://e) | ~~s~~ &lt; \\ \"q\" http://e www.e.x <http://e>";

    private Results() {}

    static ExternalId id(int number) {
        return new ExternalId(number);
    }

    static Ticket ticket(int number, String title, String description) {
        return new Ticket(
                id(number),
                TicketType.STORY,
                title,
                description,
                List.of("It works."),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                List.of());
    }

    static TicketsResult of(Ticket... tickets) {
        return titled("Ledger", "", tickets);
    }

    static TicketsResult titled(String title, String summary, Ticket... tickets) {
        return new TicketsResult(
                JOB,
                new Source(title, summary, "ab".repeat(32), 40),
                List.of(tickets),
                List.of(),
                List.of(),
                generation(false),
                List.of(),
                null,
                List.of());
    }

    static Generation generation(boolean partial) {
        return new Generation(
                "rules",
                12,
                null,
                null,
                Generation.FinishReason.STOP,
                "rules",
                null,
                null,
                7,
                3,
                0,
                0,
                partial,
                Generation.EngineUsed.RULES,
                "no model was asked");
    }

    /** With something of everything. */
    static TicketsResult whole() {
        Ticket epic = new Ticket(
                id(1),
                TicketType.EPIC,
                "Billing",
                "All that is billed.",
                List.of("Every ticket is done."),
                List.of(),
                List.of(),
                null,
                null,
                null,
                new TicketMetadata(null, null, null, null, null),
                List.of());
        Ticket loose = new Ticket(
                id(2),
                TicketType.SPIKE,
                "Choose a provider",
                "Two are known.",
                List.of("One is chosen."),
                List.of(),
                List.of(),
                1,
                Priority.LOW,
                null,
                null,
                List.of(new SourceRef(null, 9, 9, "Which provider, is open.")));
        Ticket child = new Ticket(
                id(3),
                TicketType.STORY,
                "Show invoices",
                "An agent sees them.\n\n- newest first\n- with `due_date`",
                List.of("A table shows number and amount.", "It is sorted."),
                List.of("billing", "user_interface"),
                List.of(id(2)),
                5,
                Priority.HIGH,
                id(1),
                new TicketMetadata("Timeline", "Beta", 0.84, "model", List.of(id(2))),
                List.of(new SourceRef("REQ-1", 3, 5, null), new SourceRef(null, 7, 7, null)));
        return new TicketsResult(
                JOB,
                new Source("Ledger", "Billing in one place.", "ab".repeat(32), 40),
                List.of(epic, loose, child),
                List.of(new Note("Providers differ.", Note.Severity.HIGH, List.of(id(2), id(3)))),
                List.of(new Note("Which currency?", null, List.of())),
                generation(true),
                List.of(
                        requirement("REQ-1", "All invoices are shown.", 3, 5),
                        requirement("REQ-2", "Refunds are shown.", 12, 12)),
                new Coverage(2, 1, 0.5, List.of("REQ-2"), List.of(id(2))),
                List.of(new Finding("points_snapped", Finding.Severity.INFO, id(3), "4 became 5.", true)));
    }

    private static Requirement requirement(String name, String text, int from, int to) {
        return new Requirement(name, text, Requirement.Kind.FUNCTIONAL, from, to, "f", List.of());
    }

    /** As large as a result can be, in tickets: five epics with nine tickets each. */
    static TicketsResult ofFifty() {
        Stream<Ticket> epics = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> with(ticket(number, "Epic of " + number, "All."), TicketType.EPIC, null));
        Stream<Ticket> children = IntStream.rangeClosed(6, 50)
                .mapToObj(number -> with(
                        ticket(number, "Ticket of " + number, "# Why\n\nBecause.\n"),
                        TicketType.TASK,
                        id(number % 5 + 1)));
        return of(Stream.concat(epics, children).toArray(Ticket[]::new));
    }

    private static Ticket with(Ticket ticket, TicketType type, ExternalId parent) {
        return new Ticket(
                ticket.externalId(),
                type,
                ticket.title(),
                ticket.description(),
                ticket.acceptanceCriteria(),
                ticket.labels(),
                ticket.dependencies(),
                3,
                Priority.MEDIUM,
                parent,
                null,
                List.of());
    }
}
