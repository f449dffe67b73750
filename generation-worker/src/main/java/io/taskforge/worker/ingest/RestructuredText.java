package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads reStructuredText: its titles, directives, literal blocks and tables are rewritten line for line as Markdown, or taken out;
 * what the two have in common the Markdown reader reads.
 */
final class RestructuredText {

    private static final Pattern DIRECTIVE = Pattern.compile("( {0,40})\\.\\. ([A-Za-z][\\w:.+-]{0,40})::\\s*(.*)");
    private static final Pattern EXPLICIT = Pattern.compile("( {0,40})\\.\\.(?: .*)?");
    private static final Pattern SUBSTITUTION = Pattern.compile(" *\\.\\. \\|([^|]{1,80})\\| replace:: (.*)");
    private static final Pattern OPTION = Pattern.compile("\\s{1,40}:([\\w-]{1,40}):\\s*(.*)");
    private static final Pattern FIELD = Pattern.compile("( {0,12}):([^:`\\s][^:`]{0,60}):\\s+(\\S.*)");
    private static final Pattern ITEM =
            Pattern.compile("( {0,40})([-*+•‣]|#\\.|\\(?(?:\\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])( +)(\\S.*)");
    private static final Pattern ROLE = Pattern.compile(":[a-z][\\w:+.-]{0,40}:`([^`<]{1,200}?)(?: ?<[^`>]{0,300}>)?`");
    private static final Pattern LINK = Pattern.compile("`([^`<]{1,200}?)\\s?<[^`>]{1,300}>`__?");
    private static final Pattern REFERENCE = Pattern.compile("(?:`([^`]{1,200})`|\\b(\\w{1,60}))__?(?![\\w`])");
    private static final Pattern NAMED = Pattern.compile("\\|([^|\\s][^|]{0,78})\\|_{0,2}");

    /** Directives whose body is part of the text. */
    private static final Set<String> TEXT = Set.of(
            "note",
            "warning",
            "important",
            "tip",
            "hint",
            "attention",
            "caution",
            "danger",
            "admonition",
            "topic",
            "container",
            "class",
            "compound",
            "pull-quote",
            "epigraph",
            "table",
            "versionadded",
            "versionchanged",
            "tabs",
            "tab",
            "rst-class",
            "only");

    /** Directives that hold one requirement each, as tools for requirements in Sphinx have them. */
    private static final Set<String> REQUIREMENTS =
            Set.of("req", "requirement", "need", "story", "feature", "item", "rule", "swreq", "sysreq", "spec");

    private final List<String> lines;
    private final List<Block> blocks = new ArrayList<>();
    private final BlockReader reader;
    private final RstTitles titles;
    private final RstSubstitutions substitutions;
    private List<String> run = new ArrayList<>();
    private int runStart;
    private int at;
    private int listIndent;

    private RestructuredText(List<String> lines, BlockReader reader) {
        this.lines = new ArrayList<>(lines);
        this.reader = reader;
        this.titles = new RstTitles();
        this.substitutions = RstSubstitutions.in(lines, SUBSTITUTION);
    }

    /** Whether the text has signs that only reStructuredText has, and none of Markdown's. */
    static boolean is(List<String> lines) {
        int titled = 0;
        int signs = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                return false;
            }
            if (line.startsWith(".. ") && DIRECTIVE.matcher(line).matches()) {
                signs++;
            } else if (i + 1 < lines.size() && RstTitles.underlines(lines.get(i + 1), line)) {
                titled++;
                signs += "=-".indexOf(lines.get(i + 1).charAt(0)) < 0 ? 1 : 0;
            } else if (line.endsWith("::")
                    && i + 2 < lines.size()
                    && lines.get(i + 1).isBlank()
                    && lines.get(i + 2).startsWith("  ")) {
                signs++;
            } else if (line.contains(">`_") || line.startsWith(".. _")) {
                signs++;
            }
        }
        return signs > 1 || (signs > 0 && titled > 0);
    }

    static List<Block> read(List<String> lines, BlockReader reader) {
        RestructuredText text = new RestructuredText(lines, reader);
        while (text.at < text.lines.size()) {
            text.line();
        }
        text.flush(text.lines.size());
        return text.blocks;
    }

    private void line() {
        String line = lines.get(at);
        Matcher directive = DIRECTIVE.matcher(line);
        if (line.isBlank()) {
            put("");
        } else if (titles.heading(lines, at).isPresent()) {
            heading(titles.heading(lines, at).get());
        } else if (directive.matches()) {
            directive(directive);
        } else if (EXPLICIT.matcher(line).matches()) {
            blank(endOfBody(indent(line)));
        } else if (RstTables.begins(line)) {
            table(RstTables.read(lines, at));
        } else if (line.stripLeading().startsWith(">>> ")) {
            blank(at + 1);
        } else {
            text(line);
        }
    }

    private void heading(RstTitles.Title title) {
        listIndent = 0;
        put(title.overlined() ? "" : title.markdown());
        if (title.overlined()) {
            put(title.markdown());
        }
        put("");
    }

    private void directive(Matcher directive) {
        int indent = directive.group(1).length();
        String name = directive.group(2).toLowerCase(Locale.ROOT);
        int end = endOfBody(indent);
        if (name.equals("list-table") || name.equals("csv-table")) {
            table(RstTables.ofDirective(name, lines.subList(at + 1, end), at + 1));
        } else if (REQUIREMENTS.contains(name)) {
            requirement(indent, directive.group(3), end);
        } else if (TEXT.contains(name)) {
            dedent(indent, at + 1, end);
            put(" ".repeat(indent) + inline(directive.group(3)));
        } else {
            blank(end);
        }
    }

    private void requirement(int indent, String title, int end) {
        String id = "";
        for (int i = at + 1; i < end; i++) {
            Matcher option = OPTION.matcher(lines.get(i));
            if (option.matches()) {
                id = option.group(1).equals("id") ? option.group(2).strip() + ": " : id;
                lines.set(i, "");
            }
        }
        dedent(indent + 2, at + 1, end);
        put(" ".repeat(indent) + "- " + id + inline(title));
        listIndent = indent + 2;
    }

    private void text(String line) {
        Matcher item = ITEM.matcher(line);
        Matcher field = FIELD.matcher(line);
        int indent = indent(line);
        String written = line;
        if (item.matches()) {
            listIndent = item.end(3);
            String marker = item.group(2);
            boolean bullet = "-*+•‣".contains(marker);
            String mark = bullet ? "-" : "1.";
            written = item.group(1)
                    + mark
                    + " ".repeat(Math.max(1, item.end(3) - item.end(1) - mark.length()))
                    + item.group(4);
        } else if (field.matches()) {
            written = field.group(1) + "- " + field.group(2) + ": " + field.group(3);
        } else if (indent < listIndent && indent == 0) {
            listIndent = 0;
        }
        if (listIndent == 0 && indent >= 4) {
            written = written.strip();
        }
        if (isTerm(indent)) {
            written = " ".repeat(indent) + "- " + line.strip() + ":";
        }
        boolean literal = line.endsWith("::");
        put(inline(literal ? written.substring(0, written.length() - 1) : written));
        if (literal) {
            literal(indent);
        }
    }

    /** A line with a deeper one right below it is a term, and that is what it means. */
    private boolean isTerm(int indent) {
        if (at + 1 >= lines.size() || (at > 0 && !lines.get(at - 1).isBlank()) || listIndent > 0) {
            return false;
        }
        String next = lines.get(at + 1);
        return !next.isBlank()
                && indent(next) > indent
                && !ITEM.matcher(lines.get(at)).matches()
                && !lines.get(at).endsWith("::");
    }

    private void literal(int indent) {
        int end = endOfBody(indent);
        while (at < end && lines.get(at).isBlank()) {
            put("");
        }
        if (at < end) {
            put(" ".repeat(Math.min(indent, 3)) + "<!-- -->");
        }
        blank(end);
    }

    private void table(Optional<RstTables.Table> table) {
        if (table.isEmpty()) {
            put("");
            return;
        }
        flush(at);
        blocks.add(table.get().grid());
        at = table.get().end();
        runStart = at;
    }

    private int endOfBody(int indent) {
        int end = at + 1;
        int last = end;
        while (end < lines.size() && (lines.get(end).isBlank() || indent(lines.get(end)) > indent)) {
            end++;
            last = lines.get(end - 1).isBlank() ? last : end;
        }
        return last;
    }

    /** Moves a body to where its directive stood; its options go. */
    private void dedent(int to, int from, int end) {
        int least = 40;
        for (int i = from; i < end; i++) {
            if (OPTION.matcher(lines.get(i)).matches()) {
                lines.set(i, "");
            }
            least = lines.get(i).isBlank() ? least : Math.min(least, indent(lines.get(i)));
        }
        for (int i = from; i < end; i++) {
            String line = lines.get(i);
            lines.set(i, line.isBlank() ? "" : " ".repeat(to) + line.substring(least));
        }
    }

    private void blank(int end) {
        while (at < end) {
            put("");
        }
    }

    private void put(String line) {
        run.add(line);
        at++;
    }

    private void flush(int end) {
        if (runStart < end) {
            blocks.addAll(reader.read(run, runStart));
        }
        run = new ArrayList<>();
        runStart = end;
    }

    private String inline(String line) {
        if (line.indexOf('`') < 0 && line.indexOf('|') < 0 && line.indexOf('_') < 0) {
            return line;
        }
        String text = substitutions.in(line, NAMED);
        text = ROLE.matcher(text).replaceAll("$1");
        text = LINK.matcher(text).replaceAll("$1");
        return REFERENCE
                .matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(found.group(1) == null ? found.group(2) : found.group(1)));
    }

    static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
