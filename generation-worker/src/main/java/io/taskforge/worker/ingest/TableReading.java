package io.taskforge.worker.ingest;

import io.taskforge.worker.ingest.StatementFinder.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a table: one of requirements row by row, any other as the details of what introduces it. */
final class TableReading {

    private final StatementFinder finder;
    private final SentenceReading sentences;

    TableReading(StatementFinder finder, SentenceReading sentences) {
        this.finder = finder;
        this.sentences = sentences;
    }

    void read(Block.Grid grid, Optional<Passage> leadIn, Scope scope) {
        Columns columns = Columns.of(grid);
        Topic topic =
                scope.topic().asksForWork() ? TableTopic.of(grid, scope.topic()).orElse(scope.topic()) : scope.topic();
        switch (topic) {
            case BACKGROUND, GOAL, ASIDE -> {}
            case NON_GOAL -> grid.rows().forEach(row -> plain(row, StatementKind.NON_GOAL, scope));
            case QUESTION -> grid.rows().forEach(row -> plain(row, StatementKind.QUESTION, scope));
            case RISK -> remarks(grid, Remark.Kind.RISK, scope);
            case MILESTONE -> remarks(grid, Remark.Kind.MILESTONE, scope);
            case ACCEPTANCE, NEUTRAL, WORK, WISH, FLOW -> {
                boolean told = topic == Topic.NEUTRAL && onlyTells(grid) && !columns.sayRequirements(grid);
                if (columns.hasRequirements(grid) && !told) {
                    grid.rows().forEach(row -> requirement(row, grid.header(), columns, scope));
                } else {
                    reference(grid, leadIn, scope);
                }
            }
        }
    }

    private void plain(Block.Row row, StatementKind kind, Scope scope) {
        finder.add(new Found(
                kind,
                Strength.MAY,
                joined(row.cells()),
                row.lines().start(),
                row.lines().end(),
                scope.section()));
    }

    private void remarks(Block.Grid grid, Remark.Kind kind, Scope scope) {
        for (Block.Row row : grid.rows()) {
            finder.remark(
                    kind,
                    labelled(row, grid.header()),
                    row.lines().start(),
                    row.lines().end(),
                    scope.section());
        }
    }

    private void requirement(Block.Row row, List<String> header, Columns columns, Scope scope) {
        String text = columns.text(row);
        if (text.codePoints().noneMatch(Character::isLetter) || columns.isInformative(row)) {
            return;
        }
        Topic own = columns.type(row).map(TableReading::topicOfType).orElse(Topic.WORK);
        boolean ruledOut = columns.priority(row)
                .map(Columns::plain)
                .filter(TableReading::never)
                .isPresent();
        if (ruledOut || own == Topic.NON_GOAL || own == Topic.QUESTION) {
            StatementKind kind = own == Topic.QUESTION ? StatementKind.QUESTION : StatementKind.NON_GOAL;
            finder.add(new Found(
                    kind, Strength.MAY, text, row.lines().start(), row.lines().end(), scope.section()));
            return;
        }
        if (!own.asksForWork()) {
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
        Found found =
                new Found(kind, strength, text, row.lines().start(), row.lines().end(), scope.section());
        for (int i = 0; i < row.cells().size() && i < header.size(); i++) {
            String cell = row.cells().get(i);
            if (!columns.inText(i) && says(cell)) {
                found.add(header.get(i) + ": " + cell, row.lines().end());
            }
        }
        finder.add(found);
    }

    private static Topic topicOfType(String type) {
        return ColumnWords.NO_WORK.contains(Columns.plain(type)) ? Topic.BACKGROUND : Topic.of(type);
    }

    private static boolean never(String priority) {
        return priority.startsWith("won t") || priority.startsWith("wont") || priority.equals("out of scope");
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
        if (asked.isEmpty() && scope.topic() == Topic.NEUTRAL && onlyTells(grid)) {
            before.ifPresent(found -> asDetails(grid, found));
            return;
        }
        String heading = Headings.withoutNumber(scope.heading());
        boolean named = !heading.isBlank() && (lead.isEmpty() || !Shapes.isNumber(heading));
        String text = named ? heading : lead;
        if (text.isBlank() && before.isPresent()) {
            asDetails(grid, before.get());
            return;
        }
        int line = leadIn.map(Passage::firstLine)
                .orElse(grid.rows().getFirst().lines().start());
        Found found = new Found(
                StatementKind.LIST_ITEM,
                asked.orElse(Strength.SHOULD),
                text.isBlank() ? String.join(", ", grid.header()) : text,
                line,
                line,
                scope.section());
        if (!lead.isBlank() && named) {
            found.add(lead, line);
        }
        asDetails(grid, found);
        finder.add(asked.isEmpty() && scope.topic() == Topic.NEUTRAL ? found.onlyTold() : found);
    }

    /** Whether nothing in the table asks, in a text that asks by capitals. */
    private boolean onlyTells(Block.Grid grid) {
        return sentences.bindsByCapitals()
                && grid.rows().stream().flatMap(row -> row.cells().stream()).noneMatch(sentences::binds);
    }

    static void asDetails(Block.Grid grid, Found found) {
        for (Block.Row row : grid.rows()) {
            found.add(labelled(row, grid.header()), row.lines().end());
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

    static boolean says(String cell) {
        String stripped = cell.strip();
        return !stripped.isEmpty() && !List.of("-", "–", "—", "n/a", "N/A").contains(stripped);
    }
}
