package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recognises a requirement table in comma-, semicolon- or tab-separated values, with or without the names of its columns. */
final class CsvTable {

    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** A title, a date and a blank line or two stand above the table in many exports. */
    private static final int PREAMBLE = 5;

    private static final int SAMPLE = 60;
    private static final int LONGEST_NAME = 50;

    private CsvTable() {}

    /** The text's table, when the text is one. */
    static Optional<Block.Grid> of(List<String> lines) {
        if (PlainText.isMarked(lines)) {
            return Optional.empty();
        }
        for (char separator : SEPARATORS) {
            List<Block.Row> sample = SeparatedValues.records(lines, separator, SAMPLE);
            int header = headerIn(sample);
            if (header >= 0) {
                List<Block.Row> all = SeparatedValues.records(lines, separator, Integer.MAX_VALUE);
                return Optional.of(new Block.Grid(sample.get(header).cells(), all.subList(header + 1, all.size())));
            }
            if (isTableWithoutNames(sample)) {
                List<Block.Row> all = SeparatedValues.records(lines, separator, Integer.MAX_VALUE);
                return Optional.of(new Block.Grid(namesFor(sample), all));
            }
        }
        return Optional.empty();
    }

    /** @return which record names the columns, or -1 */
    private static int headerIn(List<Block.Row> sample) {
        for (int i = 0; i < Math.min(PREAMBLE, sample.size() - 1); i++) {
            List<String> cells = sample.get(i).cells();
            boolean names = cells.size() >= 2
                    && cells.stream().allMatch(CsvTable::isName)
                    && cells.stream().filter(cell -> !cell.isBlank()).count() >= 2;
            if (names && Columns.areNamed(cells) && agrees(sample.subList(i + 1, sample.size()), cells.size())) {
                return i;
            }
            if (cells.stream().filter(cell -> !cell.isBlank()).count() > 2) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isName(String cell) {
        return cell.length() <= LONGEST_NAME && !cell.endsWith(".") && !cell.startsWith("#") && !cell.startsWith("- ");
    }

    /** Whether most rows have as many cells as there are names: exports leave empty cells off, and people forget a quote. */
    private static boolean agrees(List<Block.Row> rows, int names) {
        long fitting = rows.stream()
                .filter(row -> row.cells().size() == names
                        || (row.cells().size() >= 2 && Math.abs(row.cells().size() - names) <= 1))
                .count();
        return fitting * 10 >= rows.size() * 7L;
    }

    /** Rows that each begin with an id are requirements whatever the columns are called. */
    private static boolean isTableWithoutNames(List<Block.Row> sample) {
        if (sample.size() < 3) {
            return false;
        }
        return sample.stream()
                .allMatch(row ->
                        row.cells().size() >= 2 && Columns.isId(row.cells().getFirst()));
    }

    /** The column with the longest cells is the one that says what is asked for. */
    private static List<String> namesFor(List<Block.Row> sample) {
        int width = sample.stream().mapToInt(row -> row.cells().size()).min().orElse(2);
        int longest = 1;
        long most = -1;
        for (int i = 1; i < width; i++) {
            int column = i;
            long letters = sample.stream()
                    .mapToLong(row -> row.cells().get(column).length())
                    .sum();
            if (letters > most) {
                most = letters;
                longest = i;
            }
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            names.add(i == 0 ? "ID" : i == longest ? "Requirement" : "");
        }
        return names;
    }
}
