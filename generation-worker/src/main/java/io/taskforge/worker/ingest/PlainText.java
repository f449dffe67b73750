package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rewrites plain text as Markdown, line for line: headings get marks, pages lose their running heads, and a body that stands
 * indented as a whole, as in the RFCs, moves to the margin.
 */
final class PlainText {

    private static final Pattern MARKED = Pattern.compile("#{1,6}\\s\\S.*");
    private static final Pattern NUMBERED =
            Pattern.compile("(?:Appendix )?(?:[A-Z]|\\d{1,2})(?:\\.\\d{1,3}){0,4}\\.?\\s{1,4}\\p{Lu}.{0,76}");
    private static final Pattern CONTENTS = Pattern.compile(".*(?:\\. ?){4,}\\s*\\d{1,4}\\s*");
    private static final Pattern PAGE = Pattern.compile(".*\\[Page \\d{1,4}\\]\\s*");
    private static final Pattern RUNNING_HEAD = Pattern.compile("(?:RFC|Internet-Draft) .*\\b(?:19|20)\\d\\d\\s*");

    private final List<String> lines;
    private final boolean indented;

    private PlainText(List<String> lines) {
        this.lines = lines;
        this.indented = isIndented(lines);
    }

    /** Whether the text has headings of its own that are marked as Markdown's. */
    static boolean isMarked(List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith("#") && MARKED.matcher(line).matches());
    }

    static List<String> asMarkdown(List<String> lines) {
        return new PlainText(lines).rewritten();
    }

    private List<String> rewritten() {
        List<String> written = new ArrayList<>(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (CONTENTS.matcher(Script.first(line, 160)).matches() || isRunning(line)) {
                written.add("");
            } else if (isHeading(i)) {
                written.add("#".repeat(level(line.strip())) + " " + line.strip());
            } else {
                written.add(indented ? moved(i) : line);
            }
        }
        return written;
    }

    private boolean isRunning(String line) {
        return indented && line.length() < 100 && (PAGE.matcher(line).matches() || RUNNING_HEAD.matcher(line).matches());
    }

    /** Takes the margin off, and from paragraphs that stand deeper their depth too, unless they are code or go on with an item. */
    private String moved(int i) {
        String line = lines.get(i);
        int indent = RestructuredText.indent(line);
        if (indent < MARGIN) {
            return line;
        }
        return line.substring(MARGIN);
    }

    /** How far the bodies of RFCs stand in. */
    private static final int MARGIN = 3;

    private static boolean isIndented(List<String> lines) {
        long filled = lines.stream().filter(line -> !line.isBlank()).count();
        long deep = lines.stream().filter(line -> line.startsWith("   ") && !line.isBlank()).count();
        return filled > 20 && deep * 10 > filled * 7;
    }

    private static int level(String heading) {
        int dots = 0;
        for (int i = 0; i < heading.length() && (Character.isDigit(heading.charAt(i)) || heading.charAt(i) == '.'); i++) {
            boolean inner = heading.charAt(i) == '.' && i + 1 < heading.length() && Character.isDigit(heading.charAt(i + 1));
            dots += inner ? 1 : 0;
        }
        return Math.min(6, 2 + dots);
    }

    /** A short line between blank lines, or one that names a kind of section, or is numbered and stands at the margin of an indented text. */
    private boolean isHeading(int i) {
        String line = lines.get(i).strip();
        boolean startsBlock = i == 0 || lines.get(i - 1).isBlank();
        if (!startsBlock
                || i + 1 >= lines.size()
                || line.isEmpty()
                || line.length() > 80
                || !Character.isLetterOrDigit(line.charAt(0))) {
            return false;
        }
        if (indented) {
            return lines.get(i).charAt(0) != ' '
                    && lines.get(i + 1).isBlank()
                    && (NUMBERED.matcher(line).matches() || Topic.of(line) != Topic.NEUTRAL || Words.split(line).size() <= 3);
        }
        return isShort(line) && !lines.get(i).startsWith("    ") && namesSection(i, line);
    }

    private boolean isShort(String line) {
        return line.length() <= 60
                && ".,;!?。".indexOf(line.charAt(line.length() - 1)) < 0
                && Words.split(line).size() <= 6;
    }

    private boolean namesSection(int i, String line) {
        String next = lines.get(i + 1).strip();
        if (next.startsWith("---") || next.startsWith("===")) {
            return false;
        }
        String name = line.endsWith(":") || line.endsWith("：") ? line.substring(0, line.length() - 1) : line;
        boolean capitals = name.length() > 3
                && name.equals(name.toUpperCase(Locale.ROOT))
                && !name.equals(name.toLowerCase(Locale.ROOT));
        boolean alone = next.isEmpty()
                && name.equals(line)
                && !Character.isDigit(line.charAt(0))
                && lines.size() > 6;
        return capitals
                || alone
                || NUMBERED.matcher(line).matches() && next.isEmpty()
                || Topic.of(name) != Topic.NEUTRAL;
    }
}
