package io.taskforge.worker.ingest;

import java.util.List;

/**
 * Something that the specification asks for (or rules out).
 *
 * @param number 1-based, in the order of the specification; {@code REQ-<number>} in the result
 * @param text the statement's words without markup, at most 500 code points
 * @param details what hangs below it and belongs to it: sub-bullets, table cells, limits
 * @param section index into {@link SpecDocument#sections()}
 */
public record Statement(
        int number,
        StatementKind kind,
        Strength strength,
        String text,
        List<String> details,
        LineSpan lines,
        int section) {

    public Statement {
        details = List.copyOf(details);
    }
}
