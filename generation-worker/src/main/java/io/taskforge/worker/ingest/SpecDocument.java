package io.taskforge.worker.ingest;

import java.util.List;

/**
 * A specification as the later stages see it.
 *
 * @param lines the text's lines; line {@code n} of a span is {@code lines.get(n - 1)}
 * @param statements numbered 1 to {@code statements.size()} in order; questions and non-goals included
 * @param language BCP 47, detected from the text; {@code und} when it cannot be told
 * @param remarks what asks for no work and is worth keeping: the overview, risks, milestones
 */
public record SpecDocument(
        String title,
        List<String> lines,
        List<Section> sections,
        List<Statement> statements,
        String language,
        List<Remark> remarks) {

    public SpecDocument {
        remarks = List.copyOf(remarks);
        lines = List.copyOf(lines);
        sections = List.copyOf(sections);
        statements = List.copyOf(statements);
    }

    /** A document without remarks. */
    public SpecDocument(
            String title, List<String> lines, List<Section> sections, List<Statement> statements, String language) {
        this(title, lines, sections, statements, language, List.of());
    }

    /** The remarks of one kind, in order. */
    public List<Remark> remarks(Remark.Kind kind) {
        return remarks.stream().filter(remark -> remark.kind() == kind).toList();
    }

    /** The statements that ask for work: all but questions and non-goals. */
    public List<Statement> work() {
        return statements.stream()
                .filter(s -> s.kind() != StatementKind.QUESTION && s.kind() != StatementKind.NON_GOAL)
                .toList();
    }
}
