package io.taskforge.worker.ingest;

import io.taskforge.worker.ingest.StatementFinder.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a table: one of requirements row by row, any other as the details of what introduces it. */
final class TableReading {

    private static final List<String> MAIN = List.of(
            "requirement",
            "user story",
            "story",
            "feature",
            "capability",
            "anforderung",
            "exigence",
            "requisito",
            "exigencia",
            "funktion",
            "fonctionnalité",
            "funcionalidad",
            "funcionalidade",
            "funzionalità",
            "需求",
            "要件",
            "功能",
            "機能",
            "task",
            "must",
            "rule",
            "regel",
            "what",
            "behaviour",
            "behavior");
    private static final List<String> DESCRIPTION = List.of(
            "description",
            "beschreibung",
            "descripción",
            "descrição",
            "descrizione",
            "details",
            "purpose",
            "summary",
            "what it does",
            "描述",
            "说明",
            "説明",
            "内容",
            "beschrijving",
            "zweck",
            "propósito",
            "finalidade");
    private static final List<String> NAME =
            List.of("title", "name", "titel", "titre", "título", "titolo", "名称", "endpoint", "operation");
    private static final List<String> ID =
            List.of("id", "#", "no", "no.", "nr", "nr.", "ref", "key", "编号", "番号", "n°", "nº");
    private static final List<String> PRIORITY = List.of(
            "priority",
            "prio",
            "priorität",
            "priorité",
            "prioridad",
            "prioridade",
            "priorità",
            "优先级",
            "優先度",
            "moscow",
            "level");

    private final StatementFinder finder;
    private final SentenceReading sentences;

    TableReading(StatementFinder finder, SentenceReading sentences) {
        this.finder = finder;
        this.sentences = sentences;
    }

    void read(Block.Grid grid, Optional<Passage> leadIn, Scope scope) {
        Columns columns = Columns.of(grid);
        switch (scope.topic()) {
            case BACKGROUND, GOAL -> {}
            case NON_GOAL -> grid.rows().forEach(row -> plain(row, StatementKind.NON_GOAL, scope));
            case QUESTION -> grid.rows().forEach(row -> plain(row, StatementKind.QUESTION, scope));
            case RISK -> remarks(grid, Remark.Kind.RISK, scope);
            case MILESTONE -> remarks(grid, Remark.Kind.MILESTONE, scope);
            case ACCEPTANCE, NEUTRAL, WORK, WISH, FLOW -> {
                if (columns.hasRequirements(grid)) {
                    grid.rows().forEach(row -> requirement(row, grid.header(), columns, scope));
                } else {
                    reference(grid, leadIn, scope);
                }
            }
        }
    }

    private void plain(Block.Row row, StatementKind kind, Scope scope) {
        finder.add(new Found(kind, Strength.MAY, joined(row.cells()), row.line(), row.line(), scope.section()));
    }

    private void remarks(Block.Grid grid, Remark.Kind kind, Scope scope) {
        for (Block.Row row : grid.rows()) {
            finder.remark(kind, labelled(row, grid.header()), row.line(), row.line(), scope.section());
        }
    }

    private void requirement(Block.Row row, List<String> header, Columns columns, Scope scope) {
        String text = columns.text(row);
        if (text.isBlank() || Words.split(text).isEmpty()) {
            return;
        }
        Topic topic = scope.topic() == Topic.ACCEPTANCE ? Topic.WORK : scope.topic();
        Optional<SentenceReading.Reading> read =
                sentences.readItem(text, topic == Topic.WISH ? topic : Topic.WORK, false);
        SentenceReading.Reading reading = read.orElseThrow();
        StatementKind kind =
                switch (reading.kind()) {
                    case USER_STORY, ENDPOINT, QUESTION, NON_GOAL -> reading.kind();
                    case REQUIREMENT, SCENARIO, TABLE_ROW, LIST_ITEM -> StatementKind.TABLE_ROW;
                };
        Strength strength =
                columns.priority(row).flatMap(SentenceReading::ofPriority).orElse(reading.strength());
        Found found = new Found(kind, strength, text, row.line(), row.line(), scope.section());
        for (int i = 0; i < row.cells().size() && i < header.size(); i++) {
            String cell = row.cells().get(i);
            if (!columns.inText(i) && says(cell)) {
                found.add(header.get(i) + ": " + cell, row.line());
            }
        }
        finder.add(found);
    }

    /** Limits, fields, error codes: together one piece of work, and the rows are what it must get right. */
    private void reference(Block.Grid grid, Optional<Passage> leadIn, Scope scope) {
        if (grid.rows().isEmpty()) {
            return;
        }
        String lead = leadIn.map(Passage::text)
                .orElse("")
                .replaceFirst("[:：]\\s*$", "")
                .strip();
        Optional<Strength> asked = lead.isEmpty() ? Optional.empty() : sentences.strength(lead);
        Optional<Found> before = finder.owner(scope.section()).filter(found -> found.section() == scope.section());
        if (asked.isEmpty() && before.isPresent() && before.get().kind() == StatementKind.ENDPOINT) {
            asDetails(grid, before.get());
            return;
        }
        String text = scope.heading().isBlank() ? lead : Headings.withoutNumber(scope.heading());
        if (text.isBlank() && before.isPresent()) {
            asDetails(grid, before.get());
            return;
        }
        int line = leadIn.map(Passage::firstLine).orElse(grid.rows().getFirst().line());
        Found found = new Found(
                StatementKind.LIST_ITEM,
                asked.orElse(Strength.SHOULD),
                text.isBlank() ? String.join(", ", grid.header()) : text,
                line,
                line,
                scope.section());
        if (!lead.isBlank() && !scope.heading().isBlank()) {
            found.add(lead, line);
        }
        asDetails(grid, found);
        finder.add(found);
    }

    static void asDetails(Block.Grid grid, Found found) {
        for (Block.Row row : grid.rows()) {
            found.add(labelled(row, grid.header()), row.line());
        }
    }

    private static String joined(List<String> cells) {
        return String.join(": ", cells.stream().filter(TableReading::says).toList());
    }

    /** Short cells first, as what the row is about; then the long ones: "400, invalid_url: The URL is not https". */
    private static String labelled(Block.Row row, List<String> header) {
        List<String> about = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        int last = row.cells().size() - 1;
        for (int i = 0; i <= last; i++) {
            String cell = row.cells().get(i);
            if (!says(cell)) {
                continue;
            }
            boolean brief = Words.split(cell).size() <= 3 && i < last && rest.isEmpty();
            boolean named =
                    last > 2 && i > 0 && i < header.size() && !header.get(i).isBlank();
            String text = named && !brief || (named && about.size() > 1) ? header.get(i) + " " + cell : cell;
            (brief || about.isEmpty() ? about : rest).add(text);
        }
        return rest.isEmpty() ? String.join(", ", about) : String.join(", ", about) + ": " + String.join("; ", rest);
    }

    private static boolean says(String cell) {
        String stripped = cell.strip();
        return !stripped.isEmpty() && !List.of("-", "–", "—", "n/a", "N/A").contains(stripped);
    }

    /** Which column says what; -1 for none. */
    private record Columns(int id, int main, int description, int priority, int method, int path) {

        static Columns of(Block.Grid grid) {
            List<String> header = grid.header().stream()
                    .map(cell -> cell.toLowerCase(Locale.ROOT).strip())
                    .toList();
            int main = column(header, MAIN, false);
            int description = column(header, DESCRIPTION, false);
            int name = column(header, NAME, false);
            if (main < 0 || main == description) {
                main = name;
            }
            if (main < 0) {
                main = description;
            }
            return new Columns(
                    idColumn(header, grid),
                    main,
                    description == main ? -1 : description,
                    column(header, PRIORITY, false),
                    methods(grid),
                    paths(grid));
        }

        private static int column(List<String> header, List<String> words, boolean whole) {
            for (String word : words) {
                for (int i = 0; i < header.size(); i++) {
                    String cell = header.get(i);
                    if (whole ? cell.equals(word) : cell.startsWith(word) || cell.endsWith(" " + word)) {
                        return i;
                    }
                }
            }
            return -1;
        }

        private static int idColumn(List<String> header, Block.Grid grid) {
            int named = column(header, ID, true);
            if (named >= 0) {
                return named;
            }
            boolean ids = !grid.rows().isEmpty()
                    && grid.rows().stream()
                            .allMatch(row -> !row.cells().isEmpty()
                                    && Shapes.id(row.cells().getFirst() + ": x").isPresent()
                                    && row.cells().getFirst().length() <= 16);
            return ids ? 0 : -1;
        }

        private static int methods(Block.Grid grid) {
            return matching(grid, true);
        }

        private static int paths(Block.Grid grid) {
            return matching(grid, false);
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
            boolean endpoints = grid.rows().stream().anyMatch(row -> row.cells().stream()
                    .anyMatch(cell -> Shapes.endpoint(cell, true).isPresent()));
            boolean stated = main >= 0
                    && MAIN.stream().anyMatch(word -> grid.header()
                            .get(main)
                            .toLowerCase(Locale.ROOT)
                            .contains(word));
            return endpoints
                    || (method >= 0 && path >= 0)
                    || stated
                    || (id >= 0 && grid.header().size() > 1);
        }

        boolean inText(int column) {
            return column == id
                    || column == main
                    || (column == description)
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

        private static Optional<String> cell(Block.Row row, int column) {
            return column >= 0 && column < row.cells().size()
                    ? Optional.of(row.cells().get(column))
                    : Optional.empty();
        }

        /** "FR-1: Name: description", or "POST /path – description". */
        String text(Block.Row row) {
            List<String> parts = new ArrayList<>();
            if (method >= 0 && path >= 0) {
                parts.add(row.cells().get(method) + " " + row.cells().get(path));
            } else {
                cell(row, id).filter(TableReading::says).ifPresent(parts::add);
            }
            for (int column : new int[] {main < 0 ? fallback() : main, description}) {
                if (column != id && column != path && column != method) {
                    cell(row, column).filter(TableReading::says).ifPresent(parts::add);
                }
            }
            return String.join(": ", parts);
        }
    }
}
