package io.taskforge.api.export;

import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketsResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tickets of a result as CSV (RFC 4180), one row each, under the names that they have in the JSON; members of {@code metadata}
 * stand under their own. Several values in a cell have a line each. What is null is an empty cell.
 */
public final class CsvExport {

    private static final String ROW_END = "\r\n";

    /** A column, and what a ticket has in it: text as it is, not yet fit for a cell. */
    private record Column(String name, Function<Ticket, String> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("external_id", ticket -> ticket.externalId().toString()),
            new Column("ticket_type", ticket -> MarkdownExport.word(ticket.ticketType())),
            new Column("title", ticket -> ShownText.line(ticket.title())),
            new Column("description", ticket -> CsvCell.withoutDashes(ShownText.lines(ticket.description()))),
            new Column("acceptance_criteria", ticket -> each(ticket.acceptanceCriteria(), ShownText::line)),
            new Column("labels", ticket -> each(ticket.labels(), ShownText::line)),
            new Column("dependencies", ticket -> each(ticket.dependencies(), Object::toString)),
            new Column("story_points", ticket -> text(ticket.storyPoints())),
            new Column("priority", ticket -> ticket.priority() == null ? "" : MarkdownExport.word(ticket.priority())),
            new Column("parent_external_id", ticket -> text(ticket.parentExternalId())),
            metadata("component", metadata -> ShownText.line(metadata.component())),
            metadata("suggested_milestone", metadata -> ShownText.line(metadata.suggestedMilestone())),
            metadata("confidence", metadata -> decimal(metadata.confidence())),
            metadata("engine", metadata -> ShownText.line(metadata.engine())),
            metadata("inferred_dependencies", metadata -> each(metadata.inferredDependencies(), Object::toString)),
            new Column("source_refs", ticket -> each(ticket.sourceRefs(), CsvExport::lines)));

    private CsvExport() {}

    /** With a row of names first; every row ends with CRLF. */
    public static String of(TicketsResult result) {
        List<String> rows = new ArrayList<>();
        rows.add(row(Column::name));
        result.tickets()
                .forEach(ticket ->
                        rows.add(row(column -> CsvCell.of(column.value().apply(ticket)))));
        return String.join("", rows);
    }

    private static String row(Function<Column, String> cell) {
        return COLUMNS.stream().map(cell).collect(Collectors.joining(",", "", ROW_END));
    }

    private static Column metadata(String name, Function<TicketMetadata, String> value) {
        return new Column(name, ticket -> ticket.metadata() == null ? "" : value.apply(ticket.metadata()));
    }

    private static <T> String each(Collection<T> values, Function<T, String> text) {
        return values == null ? "" : values.stream().map(text).collect(Collectors.joining("\n"));
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }

    private static String decimal(Double value) {
        return value == null ? "" : new BigDecimal(value.toString()).toPlainString();
    }

    /** As links to lines are written, {@code L3-L5 REQ-1}: two bare numbers would be taken for a date. */
    private static String lines(SourceRef ref) {
        return "L" + ref.startLine()
                + (ref.endLine() == ref.startLine() ? "" : "-L" + ref.endLine())
                + (ref.requirementId() == null ? "" : " " + ShownText.line(ref.requirementId()))
                + (ref.quote() == null ? "" : ": " + ShownText.line(ref.quote()));
    }
}
