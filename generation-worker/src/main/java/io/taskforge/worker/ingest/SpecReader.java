package io.taskforge.worker.ingest;

import io.taskforge.model.spec.TicketSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads a specification, in Markdown or plain text and in any language, into numbered statements.
 *
 * <p>Any text is readable: there is no input that this refuses. Time grows with the text's length alone.
 */
public final class SpecReader {

    /** The contract lists no more requirements than this; statements beyond it join their neighbours. */
    static final int STATEMENTS_AT_MOST = 480;

    private static final int FRONT_MATTER_LINES = 200;

    /** Far more levels than anybody nests on purpose. */
    private static final int MARKERS_AT_MOST = 24;

    /** The parser looks for the end of every tag, which takes the square of their number; no specification has as many. */
    private static final int TAGS_AT_MOST = 2_000;

    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s\\S.*");

    /** Drops the byte order mark that editors on Windows leave. */
    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    public SpecDocument read(TicketSpec spec) {
        String text = withoutMark(spec.text());
        List<String> lines = Arrays.asList(text.split("\n", -1));
        String language = Language.of(text);
        List<Block> blocks = new BlockReader().read(String.join("\n", tamed(lines)));
        List<Chapter> chapters = Chapter.of(blocks, lines.size());
        SentenceReading sentences = new SentenceReading(language);
        StatementFinder finder = new StatementFinder(chapters, sentences, false).readAll();
        if (finder.found().stream().noneMatch(Found::isWork)) {
            finder = new StatementFinder(chapters, sentences, true).readAll();
        }
        List<Statement> statements = numbered(condensed(finder.found()));
        return new SpecDocument(
                spec.title().strip(),
                lines,
                chapters.stream().map(Chapter::section).toList(),
                statements,
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

    /** The lines as the parser gets them: same count, without front matter, hostile nesting, and with plain headings marked. */
    private static List<String> tamed(List<String> lines) {
        boolean hostile =
                lines.stream().flatMapToInt(String::chars).filter(c -> c == '<').count() > TAGS_AT_MOST;
        List<String> tamed = new ArrayList<>(lines.size());
        int from = frontMatterEnd(lines);
        boolean marked = lines.stream().anyMatch(line -> HEADING.matcher(line).matches());
        for (int i = 0; i < lines.size(); i++) {
            String line = i < from ? "" : unnested(hostile ? lines.get(i).replace('<', ' ') : lines.get(i));
            tamed.add(!marked && i >= from && isPlainHeading(lines, i) ? "## " + line.strip() : line);
        }
        return tamed;
    }

    private static int frontMatterEnd(List<String> lines) {
        if (!lines.getFirst().strip().equals("---")) {
            return 0;
        }
        for (int i = 1; i < Math.min(lines.size(), FRONT_MATTER_LINES); i++) {
            String line = lines.get(i).strip();
            if (line.equals("---") || line.equals("...")) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String unnested(String line) {
        int markers = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '>' || c == '-' || c == '*' || c == '+') {
                markers++;
            } else if (c != ' ' && c != '\t') {
                return markers > MARKERS_AT_MOST ? line.substring(i) : line;
            }
        }
        return line;
    }

    /** In a text without Markdown headings, a short line between blank lines, or one that names a kind of section, is a heading. */
    private static boolean isPlainHeading(List<String> lines, int i) {
        String line = lines.get(i).strip();
        boolean startsBlock = i == 0 || lines.get(i - 1).isBlank();
        boolean followed = i + 1 < lines.size();
        if (!startsBlock
                || !followed
                || line.length() > 60
                || line.isEmpty()
                || !Character.isLetterOrDigit(line.charAt(0))) {
            return false;
        }
        if (".,;!?。".indexOf(line.charAt(line.length() - 1)) >= 0
                || lines.get(i).startsWith("    ")) {
            return false;
        }
        if (Words.split(line).size() > 6
                || lines.get(i + 1).strip().startsWith("---")
                || lines.get(i + 1).startsWith("===")) {
            return false;
        }
        String name = line.endsWith(":") ? line.substring(0, line.length() - 1) : line;
        boolean named = Topic.of(name) != Topic.NEUTRAL;
        boolean capitals = name.length() > 3
                && name.equals(name.toUpperCase(Locale.ROOT))
                && !name.equals(name.toLowerCase(Locale.ROOT));
        boolean alone = lines.get(i + 1).isBlank()
                && !line.endsWith(":")
                && !Character.isDigit(line.charAt(0))
                && lines.size() > 6;
        return named || capitals || alone;
    }
}
