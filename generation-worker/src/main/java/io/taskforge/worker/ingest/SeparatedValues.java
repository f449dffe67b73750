package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values as RFC 4180 and its relatives have them: quoted cells may hold the separator, doubled quotes and
 * line ends.
 *
 * <p>An unclosed quote would swallow the rest of the text, hence a quoted cell that does not end within {@link #CELL_LINES} lines is
 * read as if its quote were a plain character.
 */
final class SeparatedValues {

    /** No cell of a requirement table that people fill in is longer. */
    private static final int CELL_LINES = 200;

    private final List<String> lines;
    private final char separator;
    private final List<Block.Row> records = new ArrayList<>();
    private int line;

    private SeparatedValues(List<String> lines, char separator) {
        this.lines = lines;
        this.separator = separator;
    }

    /** The records that are not blank, at most {@code most} of them. */
    static List<Block.Row> records(List<String> lines, char separator, int most) {
        SeparatedValues values = new SeparatedValues(lines, separator);
        while (values.line < lines.size() && values.records.size() < most) {
            values.record();
        }
        return values.records;
    }

    private void record() {
        int first = line;
        List<String> cells = new ArrayList<>();
        int at = 0;
        do {
            at = cell(cells, at);
        } while (at >= 0);
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            records.add(new Block.Row(cells, new LineSpan(first + 1, line + 1)));
        }
        line++;
    }

    /** @return where in the current line the next cell begins, or -1 when there is none */
    private int cell(List<String> cells, int from) {
        String text = lines.get(line);
        int start = from;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        if (start < text.length() && text.charAt(start) == '"') {
            int next = quoted(cells, start + 1);
            if (next != UNCLOSED) {
                return next;
            }
        }
        int end = text.indexOf(separator, from);
        cells.add(text.substring(from, end < 0 ? text.length() : end).strip());
        return end < 0 ? -1 : end + 1;
    }

    private static final int UNCLOSED = -2;

    private int quoted(List<String> cells, int from) {
        StringBuilder cell = new StringBuilder();
        int at = from;
        int last = Math.min(lines.size(), line + CELL_LINES);
        for (int i = line; i < last; i++) {
            String text = lines.get(i);
            int quote = text.indexOf('"', at);
            while (quote >= 0 && quote + 1 < text.length() && text.charAt(quote + 1) == '"') {
                cell.append(text, at, quote + 1);
                at = quote + 2;
                quote = text.indexOf('"', at);
            }
            if (quote >= 0) {
                cell.append(text, at, quote);
                int end = text.indexOf(separator, quote + 1);
                cell.append(text, quote + 1, end < 0 ? text.length() : end);
                cells.add(cell.toString().strip());
                line = i;
                return end < 0 ? -1 : end + 1;
            }
            cell.append(text, at, text.length()).append(' ');
            at = 0;
        }
        return UNCLOSED;
    }
}
