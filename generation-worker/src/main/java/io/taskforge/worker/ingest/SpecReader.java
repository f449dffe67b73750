package io.taskforge.worker.ingest;

import io.taskforge.model.spec.TicketSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a specification into numbered statements: Markdown, reStructuredText, AsciiDoc, a requirement table in CSV, or plain text,
 * in any language.
 *
 * <p>Any text is readable: there is no input that this refuses. Time grows with the text's length alone.
 */
public final class SpecReader {

    /** The contract lists no more requirements than this; statements beyond it join their neighbours. */
    static final int STATEMENTS_AT_MOST = 480;

    public SpecDocument read(TicketSpec spec) {
        return read(spec.title(), spec.text());
    }

    /** As {@link #read(TicketSpec)}, of a text in which nothing has been normalised yet. */
    SpecDocument read(String title, String raw) {
        SpecText text = SpecText.of(raw);
        String whole = text.whole();
        String language = Language.of(whole);
        List<Chapter> chapters = Chapter.of(Layout.read(text.readable()), text.size());
        SentenceReading sentences = new SentenceReading(language, whole);
        StatementFinder finder = new StatementFinder(chapters, sentences, false).readAll();
        if (finder.found().stream().noneMatch(Found::isWork)) {
            finder = new StatementFinder(chapters, sentences, true).readAll();
        }
        boolean asks = !language.equals("en") || Evidence.asks(finder.found(), chapters, sentences);
        List<Found> found = Restated.without(Foreword.without(finder.found(), chapters), chapters).stream()
                .filter(statement -> asks || !statement.isWork())
                .toList();
        return new SpecDocument(
                title.strip(),
                text.lines(),
                chapters.stream().map(Chapter::section).toList(),
                numbered(condensed(found)),
                language,
                finder.remarks());
    }

    private static List<Statement> numbered(List<Found> found) {
        List<Statement> statements = new ArrayList<>();
        for (Found statement : found) {
            statements.add(statement.numbered(statements.size() + 1));
        }
        return statements;
    }

    /** Joins neighbours of one section, and then any neighbours, until there are few enough. */
    private static List<Found> condensed(List<Found> found) {
        List<Found> result = new ArrayList<>(found);
        for (boolean anySection : new boolean[] {false, true}) {
            while (result.size() > STATEMENTS_AT_MOST) {
                int before = result.size();
                result = pairsJoined(result, anySection);
                if (result.size() == before) {
                    break;
                }
            }
        }
        return result;
    }

    private static List<Found> pairsJoined(List<Found> found, boolean anySection) {
        List<Found> joined = new ArrayList<>();
        int excess = found.size() - STATEMENTS_AT_MOST;
        for (int i = 0; i < found.size(); i++) {
            Found first = found.get(i);
            Found second = i + 1 < found.size() ? found.get(i + 1) : null;
            boolean fit = excess > 0
                    && second != null
                    && first.isWork() == second.isWork()
                    && (first.isWork() || first.kind() == second.kind())
                    && (anySection || first.section() == second.section());
            if (fit) {
                first.absorb(second);
                excess--;
                i++;
            }
            joined.add(first);
        }
        return joined;
    }
}
