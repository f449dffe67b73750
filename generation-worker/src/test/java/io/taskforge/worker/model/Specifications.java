package io.taskforge.worker.model;

import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Section;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Strength;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Small specifications, as ingest would give them. */
final class Specifications {

    static final SpecDocument INVOICES = of(
            "Invoice portal",
            "en",
            "The system must show the invoices of a customer.",
            "Invoices should be sorted by due date.",
            "An accountant must be able to export the list as CSV.",
            "Every export must be written to the audit log.");

    static final List<TicketOutline> OUTLINES = List.of(
            new TicketOutline(TicketType.STORY, "Show the invoices of a customer", List.of(1, 2)),
            new TicketOutline(TicketType.STORY, "Export the list as CSV", List.of(3, 4)));

    /** A body of {@link #expandExport()} with a check that nobody can carry out. */
    static final TicketBody VAGUE = new TicketBody(
            "Accountants export the list of invoices as CSV.",
            List.of("It works correctly."),
            List.of("export"),
            3,
            Priority.HIGH,
            null,
            Optional.empty(),
            TicketBody.DraftedBy.MODEL);

    private Specifications() {}

    static SpecDocument of(String title, String language, String... statements) {
        List<String> lines = List.of(statements);
        List<Statement> numbered = IntStream.range(0, lines.size())
                .mapToObj(i -> new Statement(
                        i + 1,
                        StatementKind.REQUIREMENT,
                        lines.get(i).contains("should") ? Strength.SHOULD : Strength.MUST,
                        lines.get(i),
                        i == 2 ? List.of("columns: number, date, amount", "at most 10,000 rows") : List.of(),
                        new LineSpan(i + 1, i + 1),
                        0))
                .toList();
        return new SpecDocument(
                title, lines, List.of(new Section(0, "", new LineSpan(1, lines.size()), -1)), numbered, language);
    }

    static OutlineRequest outline(SpecDocument spec, int count) {
        return new OutlineRequest(count, "Invoices", spec.statements());
    }

    static ExpandRequest expand(SpecDocument spec, int position, String title, int... covers) {
        List<Integer> numbers = IntStream.of(covers).boxed().toList();
        return new ExpandRequest(
                position,
                new TicketOutline(TicketType.STORY, title, numbers),
                "Invoices",
                numbers.stream().map(n -> spec.statements().get(n - 1)).toList(),
                List.of("Show invoices of a customer"));
    }

    static ExpandRequest expandExport() {
        return expand(INVOICES, 2, "Export the list as CSV", 3, 4);
    }
}
