package io.taskforge.api.export;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts that are no Markdown, written so that Markdown shows them as they are: no emphasis, link, heading, tag or entity comes of them,
 * in CommonMark and in GitHub's, which also makes links of bare addresses.
 */
final class MarkdownText {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|~&#$]|:(?=//)|(?<=\\b[wW]{3})\\.");

    /** What starts a block at the start of a line, besides what is special anywhere; the backslash goes after a number. */
    private static final Pattern BLOCK_START = Pattern.compile("^(?:(?=[-+=:])|([0-9]{1,9})(?=[.)]))");

    private static final Pattern BLANK_LINES = Pattern.compile("\\n(?:[ \\t]*\\n)+");

    private MarkdownText() {}

    /** On one line, which may be a list's item, a heading's rest, or stand anywhere in a sentence. */
    static String line(String text) {
        String escaped = SPECIAL.matcher(ShownText.line(text)).replaceAll("\\\\$0");
        return BLOCK_START.matcher(escaped).replaceFirst("$1\\\\");
    }

    /** In paragraphs, as blank lines part it. */
    static String paragraphs(String text) {
        return BLANK_LINES
                .splitAsStream(ShownText.lines(text))
                .map(paragraph -> paragraph.lines().map(MarkdownText::line).collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n\n"));
    }
}
