package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the tables that are drawn with characters, and those that a directive lists. */
final class RstTables {

    /** @param end index of the first line behind the table */
    record Table(Block.Grid grid, int end) {}

    private static final Pattern SIMPLE = Pattern.compile(" {0,12}=+(?: +=+)+ *");
    private static final Pattern GRID = Pattern.compile(" {0,12}\\+(?:[-=]+\\+)+ *");
    private static final Pattern HEADER_OPTION = Pattern.compile("\\s*:header:\\s*(.+)");
    private static final Pattern HEADER_ROWS = Pattern.compile("\\s*:header-rows:\\s*([1-9])\\s*");
    private static final Pattern ROW = Pattern.compile("(\\s*)\\* - ?(.*)");
    private static final Pattern CELL = Pattern.compile("(\\s*)- ?(.*)");

    private RstTables() {}

    static boolean begins(String line) {
        return SIMPLE.matcher(line).matches() || GRID.matcher(line).matches();
    }

    /** The table whose first border is the line. */
    static Optional<Table> read(List<String> lines, int from) {
        return SIMPLE.matcher(lines.get(from)).matches() ? simple(lines, from) : grid(lines, from);
    }

    private static Optional<Table> simple(List<String> lines, int from) {
        List<int[]> columns = columns(lines.get(from));
        List<Integer> borders = new ArrayList<>();
        int end = from + 1;
        while (end < lines.size() && borders.size() < 2) {
            if (SIMPLE.matcher(lines.get(end)).matches()) {
                borders.add(end);
                if (end + 1 >= lines.size() || lines.get(end + 1).isBlank()) {
                    break;
                }
            }
            end++;
        }
        if (borders.isEmpty()) {
            return Optional.empty();
        }
        boolean headed = borders.size() == 2;
        Rows rows = new Rows();
        for (int i = from + 1; i < borders.getLast(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || SIMPLE.matcher(line).matches() || line.strip().matches("-+(?: +-+)*")) {
                continue;
            }
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                int[] column = columns.get(c);
                int to = c == columns.size() - 1 ? line.length() : Math.min(line.length(), columns.get(c + 1)[0]);
                cells.add(column[0] < to ? line.substring(column[0], to).strip() : "");
            }
            boolean continues = cells.getFirst().isEmpty() && !rows.isEmpty();
            rows.add(cells, i + 1, continues || (headed && i < borders.getFirst() && !rows.isEmpty()));
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Table(rows.grid(headed), borders.getLast() + 1));
    }

    private static List<int[]> columns(String border) {
        List<int[]> columns = new ArrayList<>();
        Matcher column = Pattern.compile("=+").matcher(border);
        while (column.find()) {
            columns.add(new int[] {column.start(), column.end()});
        }
        return columns;
    }

    private static Optional<Table> grid(List<String> lines, int from) {
        Rows rows = new Rows();
        boolean fresh = true;
        boolean headed = false;
        int i = from + 1;
        while (i < lines.size()) {
            String line = lines.get(i).strip();
            if (line.startsWith("+")) {
                headed |= line.startsWith("+=") && rows.size() == 1;
                fresh = true;
            } else if (line.startsWith("|") && line.length() > 1) {
                List<String> cells = new ArrayList<>();
                for (String cell : line.substring(1, line.endsWith("|") ? line.length() - 1 : line.length())
                        .split("\\|", -1)) {
                    cells.add(cell.strip());
                }
                rows.add(cells, i + 1, !fresh);
                fresh = false;
            } else {
                break;
            }
            i++;
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Table(rows.grid(headed), i));
    }

    /** @param offset of the body's first line in the text */
    static Optional<Table> ofDirective(String name, List<String> body, int offset) {
        Rows rows = new Rows();
        boolean headed = false;
        if (name.equals("csv-table")) {
            List<String> plain = new ArrayList<>();
            for (int i = 0; i < body.size(); i++) {
                Matcher header = HEADER_OPTION.matcher(body.get(i));
                if (header.matches()) {
                    List<Block.Row> named = SeparatedValues.records(List.of(header.group(1)), ',', 1);
                    named.forEach(row -> rows.add(row.cells(), offset + 1, false));
                    headed = !named.isEmpty();
                }
                headed |= HEADER_ROWS.matcher(body.get(i)).matches();
                plain.add(body.get(i).strip().startsWith(":") ? "" : body.get(i).strip());
            }
            for (Block.Row row : SeparatedValues.records(plain, ',', Integer.MAX_VALUE)) {
                rows.add(row.cells(), row.lines().start() + offset, false);
                rows.stretch(row.lines().end() + offset);
            }
        } else {
            for (int i = 0; i < body.size(); i++) {
                headed |= HEADER_ROWS.matcher(body.get(i)).matches();
                Matcher row = ROW.matcher(body.get(i));
                Matcher cell = CELL.matcher(body.get(i));
                if (row.matches()) {
                    rows.add(List.of(row.group(2).strip()), offset + i + 1, false);
                } else if (!rows.isEmpty() && cell.matches()) {
                    rows.cell(cell.group(2).strip(), offset + i + 1);
                } else if (!rows.isEmpty() && !body.get(i).isBlank()) {
                    rows.more(body.get(i).strip(), offset + i + 1);
                }
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Table(rows.grid(headed), offset + body.size()));
    }

    /** Rows while they are being read. */
    private static final class Rows {
        private final List<List<StringBuilder>> cells = new ArrayList<>();
        private final List<int[]> spans = new ArrayList<>();

        boolean isEmpty() {
            return cells.isEmpty();
        }

        int size() {
            return cells.size();
        }

        void add(List<String> row, int line, boolean continues) {
            if (!continues || cells.isEmpty()) {
                cells.add(new ArrayList<>());
                spans.add(new int[] {line, line});
            }
            List<StringBuilder> last = cells.getLast();
            for (int i = 0; i < row.size(); i++) {
                if (i == last.size()) {
                    last.add(new StringBuilder());
                }
                last.get(i)
                        .append(last.get(i).isEmpty() || row.get(i).isEmpty() ? "" : " ")
                        .append(row.get(i));
            }
            stretch(line);
        }

        void cell(String text, int line) {
            cells.getLast().add(new StringBuilder(text));
            stretch(line);
        }

        void more(String text, int line) {
            cells.getLast().getLast().append(' ').append(text);
            stretch(line);
        }

        void stretch(int line) {
            spans.getLast()[1] = Math.max(spans.getLast()[1], line);
        }

        Block.Grid grid(boolean headed) {
            List<Block.Row> rows = new ArrayList<>();
            for (int i = 0; i < cells.size(); i++) {
                List<String> texts = cells.get(i).stream()
                        .map(cell -> cell.toString().replace("``", "").strip())
                        .toList();
                rows.add(new Block.Row(texts, new LineSpan(spans.get(i)[0], spans.get(i)[1])));
            }
            List<String> header = headed
                    ? rows.getFirst().cells()
                    : rows.getFirst().cells().stream().map(cell -> "").toList();
            return new Block.Grid(header, headed ? rows.subList(1, rows.size()) : rows);
        }
    }
}
