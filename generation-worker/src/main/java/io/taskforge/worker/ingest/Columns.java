package io.taskforge.worker.ingest;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which column of a table says what; -1 for none. */
record Columns(
        int id, int main, int description, int priority, int type, int normative, int method, int path, Story story) {

    /** "As a …", "I want …" and "So that …" in columns of their own. */
    record Story(int role, int wish, int benefit) {}

    private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})");
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}#°º]+");

    /** Rows looked at to tell what a column holds. */
    private static final int SAMPLE = 50;

    static Columns of(Block.Grid grid) {
        List<String> header = grid.header().stream().map(Columns::plain).toList();
        int id = idColumn(header, grid);
        int description = column(header, ColumnWords.DESCRIPTION, id);
        int main = column(header, ColumnWords.MAIN, id);
        if (main < 0 || main == description) {
            main = column(header, ColumnWords.NAME, id);
        }
        if (main < 0) {
            main = description;
        }
        if (main >= 0 && !hasWords(grid, main)) {
            main = description >= 0 && hasWords(grid, description) ? description : -1;
        }
        return new Columns(
                id,
                main,
                description == main ? -1 : description,
                column(header, ColumnWords.PRIORITY, id),
                exact(header, ColumnWords.TYPE),
                exact(header, ColumnWords.NORMATIVE),
                matching(grid, true),
                matching(grid, false),
                story(header));
    }

    /** A header cell in small letters and plain words: "RequirementText" as "requirement text", "Priorität" as "prioritat". */
    static String plain(String cell) {
        String words = CAMEL.matcher(cell).replaceAll(" ");
        String bare =
                MARKS.matcher(Normalizer.normalize(words, Normalizer.Form.NFD)).replaceAll("");
        return NO_WORD.matcher(Normalizer.normalize(bare, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
                .replaceAll(" ")
                .strip();
    }

    /** Whether cells (plain) name columns that tables of requirements have. */
    static boolean areNamed(List<String> header) {
        List<String> plain = header.stream().map(Columns::plain).toList();
        boolean stated = column(plain, ColumnWords.MAIN, -1) >= 0
                || column(plain, ColumnWords.DESCRIPTION, -1) >= 0
                || column(plain, ColumnWords.NAME, -1) >= 0;
        return stated || story(plain).wish() >= 0;
    }

    private static Story story(List<String> header) {
        return new Story(starting(header, "as a"), starting(header, "i want"), starting(header, "so that"));
    }

    private static int starting(List<String> header, String words) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).startsWith(words)) {
                return i;
            }
        }
        return -1;
    }

    private static int exact(List<String> header, Collection<String> words) {
        for (int i = 0; i < header.size(); i++) {
            if (words.contains(header.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** The column named by the earliest of the words, where a name such as "requirement id" or "feature owner" names another thing. */
    private static int column(List<String> header, List<String> words, int not) {
        for (String word : words) {
            for (int i = 0; i < header.size(); i++) {
                String cell = header.get(i);
                boolean named = cell.equals(word)
                        || cell.startsWith(word)
                        || cell.endsWith(" " + word)
                        || (Script.anyUnspaced(word) && cell.contains(word));
                if (i != not && named && !ColumnWords.namesAnotherThing(cell)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static int idColumn(List<String> header, Block.Grid grid) {
        int named = exact(header, ColumnWords.ID);
        if (named >= 0) {
            return named;
        }
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).endsWith(" id") || header.get(i).endsWith("requirementid")) {
                return i;
            }
        }
        boolean ids = !grid.rows().isEmpty()
                && grid.rows().stream()
                        .limit(SAMPLE)
                        .allMatch(row ->
                                !row.cells().isEmpty() && isId(row.cells().getFirst()));
        return ids ? 0 : -1;
    }

    static boolean isId(String cell) {
        return cell.length() <= 24 && Shapes.id(cell + ": x").isPresent();
    }

    private static boolean hasWords(Block.Grid grid, int column) {
        return grid.rows().isEmpty()
                || grid.rows().stream()
                        .limit(SAMPLE)
                        .anyMatch(row -> column < row.cells().size()
                                && row.cells().get(column).codePoints().anyMatch(Character::isLetter));
    }

    private static int matching(Block.Grid grid, boolean method) {
        for (int i = 0; i < grid.header().size(); i++) {
            int column = i;
            boolean all = !grid.rows().isEmpty()
                    && grid.rows().stream()
                            .allMatch(row -> column < row.cells().size()
                                    && (method
                                            ? Shapes.isMethod(row.cells().get(column))
                                            : Shapes.isPath(row.cells().get(column))));
            if (all) {
                return i;
            }
        }
        return -1;
    }

    boolean hasRequirements(Block.Grid grid) {
        return sayRequirements(grid) || (id >= 0 && grid.header().size() > 1);
    }

    /** Whether more than what looks like ids says that the rows ask: "RS256" and "E27" are names of things. */
    boolean sayRequirements(Block.Grid grid) {
        boolean endpoints = grid.rows().stream().anyMatch(row -> row.cells().stream()
                .anyMatch(cell -> Shapes.endpoint(cell, true).isPresent()));
        boolean stated = main >= 0
                && ColumnWords.MAIN.stream()
                        .anyMatch(word -> plain(grid.header().get(main)).contains(word));
        return endpoints || (method >= 0 && path >= 0) || stated || story.wish() >= 0;
    }

    boolean inText(int column) {
        boolean told =
                story.wish() >= 0 && (column == story.role() || column == story.benefit() || column == story.wish());
        return told
                || column == id
                || column == main
                || column == description
                || column == priority
                || column == method
                || column == path
                || (main < 0 && column == fallback());
    }

    private int fallback() {
        return id == 0 ? 1 : 0;
    }

    Optional<String> priority(Block.Row row) {
        return cell(row, priority).filter(TableReading::says);
    }

    /** What kind of thing the row is, where a column says so. */
    Optional<String> type(Block.Row row) {
        return cell(row, type).filter(TableReading::says);
    }

    /** Whether the row says of itself that it is no requirement. */
    boolean isInformative(Block.Row row) {
        return cell(row, normative)
                .map(Columns::plain)
                .filter(ColumnWords.NO::contains)
                .isPresent();
    }

    private static Optional<String> cell(Block.Row row, int column) {
        return column >= 0 && column < row.cells().size()
                ? Optional.of(row.cells().get(column))
                : Optional.empty();
    }

    /** "FR-1: Name: description", "POST /path – description", or "As a …, I want …, so that …". */
    String text(Block.Row row) {
        List<String> parts = new ArrayList<>();
        if (method >= 0 && path >= 0) {
            parts.add(row.cells().get(method) + " " + row.cells().get(path));
        } else {
            cell(row, id).filter(TableReading::says).ifPresent(parts::add);
        }
        if (story.wish() >= 0) {
            parts.add(told(row));
            return String.join(": ", parts);
        }
        for (int column : new int[] {main < 0 ? fallback() : main, description}) {
            if (column != id && column != path && column != method) {
                cell(row, column).filter(TableReading::says).ifPresent(parts::add);
            }
        }
        return String.join(": ", parts);
    }

    private String told(Block.Row row) {
        StringBuilder text = new StringBuilder();
        cell(row, story.role())
                .filter(TableReading::says)
                .ifPresent(role -> text.append("As a ").append(role).append(", "));
        cell(row, story.wish()).filter(TableReading::says).ifPresent(wish -> text.append("I want ")
                .append(wish));
        cell(row, story.benefit()).filter(TableReading::says).ifPresent(why -> text.append(", so that ")
                .append(why));
        return text.toString();
    }
}
