package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rewrites a text that is HTML throughout as Markdown, line for line. HTML inside other texts is left to their reader. */
final class HtmlText {

    private static final Pattern OPENING = Pattern.compile(
            "\\s*</?(?:!doctype|html|head|body|h[1-6]|p|div|section|ul|ol|li|table|tr|td|th)\\b.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADING =
            Pattern.compile("\\s*<h([1-6])\\b[^>]{0,200}>(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ITEM =
            Pattern.compile("\\s*<(?:li|tr|dt)\\b[^>]{0,200}>(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARTS =
            Pattern.compile("</?(?:p|div|ul|ol|table|section|body)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CELL_ENDS =
            Pattern.compile("</t[dh]>\\s*<t[dh]\\b[^>]{0,200}>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z!][^<>]{0,500}>");
    private static final Pattern HIDDEN =
            Pattern.compile("<(script|style|pre|code|template|head)\\b", Pattern.CASE_INSENSITIVE);

    private HtmlText() {}

    /** Whether most lines begin with a tag. */
    static boolean is(List<String> lines) {
        List<String> filled = lines.stream().filter(line -> !line.isBlank()).toList();
        if (filled.isEmpty() || filled.getFirst().stripLeading().charAt(0) != '<') {
            return false;
        }
        long opening = filled.stream()
                .filter(line -> OPENING.matcher(Script.first(line, 200)).matches())
                .count();
        return opening >= 3 && opening * 2 >= filled.size();
    }

    static List<String> asMarkdown(List<String> lines) {
        List<String> written = new ArrayList<>(lines.size());
        String hidden = "";
        for (String line : lines) {
            if (hidden.isEmpty()) {
                Matcher hiding = HIDDEN.matcher(line);
                hidden = hiding.find() ? "</" + hiding.group(1).toLowerCase(Locale.ROOT) : "";
                boolean within =
                        !hidden.isEmpty() && line.toLowerCase(Locale.ROOT).indexOf(hidden, hiding.end()) >= 0;
                hidden = within ? "" : hidden;
                written.add(hidden.isEmpty() ? markdown(line) : "");
            } else {
                hidden = line.toLowerCase(Locale.ROOT).contains(hidden) ? "" : hidden;
                written.add("");
            }
        }
        return written;
    }

    private static String markdown(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            return "#".repeat(Integer.parseInt(heading.group(1))) + " " + plain(heading.group(2));
        }
        Matcher item = ITEM.matcher(line);
        if (item.matches()) {
            return "- " + plain(CELL_ENDS.matcher(item.group(1)).replaceAll(": "));
        }
        String text = plain(line);
        boolean bare = PARTS.matcher(line).lookingAt() && text.isEmpty();
        return bare ? "" : text;
    }

    static String withoutTags(String html) {
        return html.indexOf('<') < 0 ? html : TAG.matcher(html).replaceAll("");
    }

    private static String plain(String html) {
        return withoutTags(html)
                .replace("&nbsp;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
    }
}
