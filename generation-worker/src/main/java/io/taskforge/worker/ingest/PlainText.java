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
            Pattern.compile("(?:Appendix )?(?:[A-Z]|\\d{1,2})(?:\\.\\d{1,3}){0,4}\\.?\\s{1,4}[\\p{Lu}\\p{Lo}].{0,76}");
    private static final Pattern SUBSECTION = Pattern.compile("\\d{1,2}(?:\\.\\d{1,3}){1,4}\\.?\\s");
    private static final Pattern ITEM = Pattern.compile("[-*+] |\\d{1,2}[.)] ");
    private static final Pattern CONTENTS = Pattern.compile(".*(?:\\. ?){4,}\\s*\\d{1,4}\\s*");
    private static final Pattern PAGE = Pattern.compile(".*\\[Page \\d{1,4}\\]\\s*");
    private static final Pattern RUNNING_HEAD = Pattern.compile("(?:RFC|Internet-Draft) .*\\b(?:19|20)\\d\\d\\s*");

    /** The most words that a heading without a number has, and one with a number. */
    private static final int WORDS = 6;

    private static final int NUMBERED_WORDS = 12;

    private final List<String> lines;
    private final boolean indented;

    private PlainText(List<String> lines) {
        this.lines = lines;
        this.indented = isIndented(lines);
    }

    /** Whether the text has headings of its own that are marked as Markdown's. */
    static boolean isMarked(List<String> lines) {
        return lines.stream()
                .anyMatch(line -> line.startsWith("#") && MARKED.matcher(line).matches());
    }

    static List<String> asMarkdown(List<String> lines) {
        return new PlainText(lines).rewritten();
    }

    private List<String> rewritten() {
        List<String> written = new ArrayList<>(lines.size());
        boolean row = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean rule = line.isBlank() && row && isRow(lines.get(i - 1)) && isHead(written);
            row = isRow(line) ? row || beginsTable(i) : rule;
            if (rule) {
                written.add("|" + "---|".repeat(cells(lines.get(i - 1)).length));
            } else if (row) {
                row(i, written);
            } else if (CONTENTS.matcher(Script.first(line, 160)).matches() || isRunning(line)) {
                written.add("");
            } else if (isHeading(i)) {
                String heading = HtmlText.withoutTags(line).strip();
                written.add("#".repeat(level(heading)) + " " + heading);
            } else {
                written.add(indented ? moved(i) : line);
            }
        }
        return written;
    }

    private static boolean isRow(String line) {
        return line.indexOf('\t') > 0 && !line.isBlank() && line.charAt(0) != '\t';
    }

    /** A table that was copied from a page: cells parted by tabulators, at least two rows, a blank line above. */
    private boolean beginsTable(int i) {
        int next = i + 1 < lines.size() && lines.get(i + 1).isBlank() ? i + 2 : i + 1;
        return (i == 0 || lines.get(i - 1).isBlank())
                && next < lines.size()
                && isRow(lines.get(next))
                && cells(lines.get(next)).length == cells(lines.get(i)).length;
    }

    /** Whether the last line written is the first of its table. */
    private static boolean isHead(List<String> written) {
        return written.getLast().startsWith("|")
                && (written.size() == 1 || !written.get(written.size() - 2).startsWith("|"));
    }

    private static String[] cells(String line) {
        return line.strip().split("\t+");
    }

    /** The head of a table and Markdown's own line below it take the blank line that stands above or below the head. */
    private void row(int i, List<String> written) {
        String row = "| " + String.join(" | ", cells(lines.get(i))) + " |";
        boolean head = written.isEmpty() || !written.getLast().startsWith("|");
        boolean above = head && !written.isEmpty() && !lines.get(i + 1).isBlank();
        if (above) {
            written.set(written.size() - 1, row);
            written.add("|" + "---|".repeat(cells(lines.get(i)).length));
        } else {
            written.add(row);
        }
    }

    private boolean isRunning(String line) {
        return indented
                && line.length() < 100
                && (PAGE.matcher(line).matches() || RUNNING_HEAD.matcher(line).matches());
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
        long deep = lines.stream()
                .filter(line -> line.startsWith("   ") && !line.isBlank())
                .count();
        return filled > 20 && deep * 10 > filled * 6;
    }

    private static int level(String heading) {
        int dots = 0;
        for (int i = 0;
                i < heading.length() && (Character.isDigit(heading.charAt(i)) || heading.charAt(i) == '.');
                i++) {
            boolean inner =
                    heading.charAt(i) == '.' && i + 1 < heading.length() && Character.isDigit(heading.charAt(i + 1));
            dots += inner ? 1 : 0;
        }
        return Math.min(6, 2 + dots);
    }

    /** A short line between blank lines, or one that names a kind of section, or is numbered and stands at the margin of an indented text. */
    private boolean isHeading(int i) {
        String line = Headings.withoutPictures(HtmlText.withoutTags(lines.get(i)));
        boolean startsBlock = i == 0
                || lines.get(i - 1).isBlank()
                || SUBSECTION.matcher(line).lookingAt()
                        && NUMBERED.matcher(lines.get(i - 1)).matches();
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
                    && (NUMBERED.matcher(line).matches()
                            || Topic.of(line) != Topic.NEUTRAL
                            || Words.split(line).size() <= 3);
        }
        boolean numbered = NUMBERED.matcher(line).matches()
                && (lines.get(i + 1).isBlank()
                        || SUBSECTION.matcher(line).lookingAt()
                        || SUBSECTION.matcher(lines.get(i + 1)).lookingAt())
                && isShort(line, NUMBERED_WORDS);
        return numbered || isShort(line, WORDS) && !lines.get(i).startsWith("    ") && namesSection(i, line);
    }

    private static boolean isShort(String line, int words) {
        return line.length() <= words * 10
                && ".,;!?。".indexOf(line.charAt(line.length() - 1)) < 0
                && Words.split(line).size() <= words;
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
        boolean overList = ITEM.matcher(next).lookingAt() && !ListReading.isUnfinished(line);
        boolean alone = (next.isEmpty() || overList)
                && name.equals(line)
                && !Character.isDigit(line.charAt(0))
                && lines.size() > 6;
        return capitals || alone || (name.indexOf(':') < 0 && Topic.of(name) != Topic.NEUTRAL);
    }
}
