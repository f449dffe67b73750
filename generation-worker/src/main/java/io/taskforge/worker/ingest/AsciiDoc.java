package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites AsciiDoc as Markdown, line for line, as far as requirements are written in it. */
final class AsciiDoc {

    private static final Pattern TITLE = Pattern.compile("(={1,6}) (\\S.*)");
    private static final Pattern NESTED = Pattern.compile("(\\*{1,5}|-|\\.{1,5}) (\\S.*)");
    private static final Pattern ATTRIBUTE =
            Pattern.compile(":!?[\\w-]{1,40}:.*|\\[[^\\]]{0,200}\\]|//.*|(?:image|include|toc|ifdef|endif)::.*");
    private static final Pattern BLOCK = Pattern.compile("-{4,}|\\.{4,}|\\+{4,}|/{4,}");

    private AsciiDoc() {}

    /** Whether the text has titles of AsciiDoc's form and none of Markdown's. */
    static boolean is(List<String> lines) {
        long titles = lines.stream()
                .filter(line -> line.startsWith("=") && TITLE.matcher(line).matches())
                .count();
        return titles >= 2 && !PlainText.isMarked(lines);
    }

    static List<String> asMarkdown(List<String> lines) {
        List<String> written = new ArrayList<>(lines.size());
        String open = "";
        boolean table = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            if (!open.isEmpty() || BLOCK.matcher(line).matches()) {
                written.add("");
                open = open.isEmpty() ? line : line.equals(open) ? "" : open;
            } else if (line.equals("|===")) {
                table = !table;
                written.add("");
            } else if (table && line.startsWith("|")) {
                row(line, written);
            } else if (ATTRIBUTE.matcher(line).matches()) {
                written.add("");
            } else {
                written.add(plain(line));
            }
        }
        return written;
    }

    /** The head of a table moves up to where its border stood, and leaves its line to Markdown's own. */
    private static void row(String line, List<String> written) {
        String[] cells = line.substring(1).split("\\|", -1);
        String row = "| " + String.join(" | ", cells) + " |";
        if (written.getLast().isEmpty()) {
            written.set(written.size() - 1, row);
            written.add("|" + "---|".repeat(cells.length));
        } else {
            written.add(row);
        }
    }

    private static String plain(String line) {
        Matcher title = TITLE.matcher(line);
        if (title.matches()) {
            return "#".repeat(title.group(1).length()) + " " + title.group(2);
        }
        Matcher item = NESTED.matcher(line);
        if (item.matches()) {
            String marks = item.group(1);
            return "   ".repeat(marks.length() - 1) + (marks.startsWith(".") ? "1. " : "- ") + item.group(2);
        }
        return line.startsWith(".") && line.length() > 1 && Character.isLetter(line.charAt(1))
                ? "**" + line.substring(1) + "**"
                : line;
    }
}
