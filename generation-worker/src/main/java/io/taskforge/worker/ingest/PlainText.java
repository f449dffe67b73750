package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rewrites plain text as Markdown, line for line: headings get marks, pages lose their running heads, and a body that stands
 * indented as a whole, as in the RFCs, moves to the margin.
 */
final class PlainText {

    private static final Pattern MARKED = Pattern.compile("#{1,6} {1,4}\\S[^\t]*");
    private static final Pattern CONTENTS = Pattern.compile(".*(?:\\. ?){4,}\\s*\\d{1,4}\\s*");
    private static final Pattern PAGE = Pattern.compile(".*\\[Page \\d{1,4}\\]\\s*");
    private static final Pattern RUNNING_HEAD = Pattern.compile("(?:RFC|Internet-Draft) .*\\b(?:19|20)\\d\\d\\s*");

    private final List<String> lines;
    private final boolean indented;
    private final boolean[] code;
    /** Of each line: its level as a heading, {@link PlainHeadings#NONE}, or {@link PlainLists#ITEM}. */
    private final int[] headings;

    private PlainText(List<String> lines) {
        this.lines = lines;
        this.indented = isIndented(lines);
        this.code = indented ? new boolean[lines.size()] : PlainCode.in(lines);
        this.headings = PlainHeadings.of(lines, indented, code);
        if (!indented) {
            PlainLists.mark(lines, code, headings);
        }
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
            } else if (headings[i] == PlainLists.ITEM) {
                written.add("- " + line.strip());
            } else if (headings[i] != PlainHeadings.NONE) {
                written.add("#".repeat(headings[i]) + " "
                        + HtmlText.withoutTags(line).strip());
            } else if (code[i]) {
                written.add("");
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
}
