package io.taskforge.worker.ingest;

import java.util.List;

/**
 * A specification as the later stages see it.
 *
 * @param lines the text's lines; line {@code n} of a span is {@code lines.get(n - 1)}
 * @param statements numbered 1 to {@code statements.size()} in order; questions and non-goals included
 * @param language BCP 47, detected from the text
 */
public record SpecDocument(
        String title, List<String> lines, List<Section> sections, List<Statement> statements, String language) {

    public SpecDocument {
        lines = List.copyOf(lines);
        sections = List.copyOf(sections);
        statements = List.copyOf(statements);
    }

    /** The statements that ask for work: all but questions and non-goals. */
    public List<Statement> work() {
        return statements.stream()
                .filter(s -> s.kind() != StatementKind.QUESTION && s.kind() != StatementKind.NON_GOAL)
                .toList();
    }
}
