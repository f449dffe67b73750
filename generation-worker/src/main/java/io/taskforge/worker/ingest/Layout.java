package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises how a text is laid out, from the text alone, and reads it into blocks. */
final class Layout {

    /** Far more levels than anybody nests on purpose. */
    private static final int MARKERS_AT_MOST = 24;

    /** The parser looks for the end of every tag, which takes the square of their number; no specification has as many. */
    private static final int TAGS_AT_MOST = 2_000;

    /** List marks that Markdown does not know: bullets of many kinds, the "o" of RFCs, numbers in brackets or circles. */
    private static final Pattern BULLET = Pattern.compile(
            "(\\s{0,12})(?:[•◦‣▪▫●○■□☐・·–—]\\s{0,4}|o\\s{2,4})(?=\\S)|(\\s{0,12})(?:[（(]\\d{1,2}[)）]|[①-⑳]|\\d{1,2}[、．])\\s{0,4}(?=\\S)");

    private static final Pattern TICKED = Pattern.compile("\\s{0,12}[☑✅✔]\\s.*");

    private Layout() {}

    static List<Block> read(List<String> lines) {
        Optional<Block.Grid> table = CsvTable.of(lines);
        if (table.isPresent()) {
            return List.of(table.get());
        }
        List<String> body = new ArrayList<>(lines);
        for (int i = 0; i < FrontMatter.end(lines); i++) {
            body.set(i, "");
        }
        List<String> tamed = tamed(body);
        BlockReader reader = new BlockReader();
        return RestructuredText.is(tamed) ? RestructuredText.read(tamed, reader) : reader.read(asMarkdown(tamed), 0);
    }

    private static List<String> asMarkdown(List<String> lines) {
        if (HtmlText.is(lines)) {
            return HtmlText.asMarkdown(lines);
        }
        if (AsciiDoc.is(lines)) {
            return AsciiDoc.asMarkdown(lines);
        }
        return PlainText.isMarked(lines) ? lines : PlainText.asMarkdown(lines);
    }

    /** The lines as the parser gets them: same count, without hostile nesting, and with all bullets as Markdown's. */
    private static List<String> tamed(List<String> lines) {
        long tags = lines.stream()
                .flatMapToInt(String::chars)
                .filter(c -> c == '<')
                .limit(TAGS_AT_MOST + 1)
                .count();
        boolean hostile = tags > TAGS_AT_MOST;
        List<String> tamed = new ArrayList<>(lines.size());
        boolean code = false;
        for (String line : lines) {
            code ^= line.startsWith("```");
            String known = hostile ? line.replace('<', ' ') : line;
            tamed.add(unnested(code ? known : bulleted(known)));
        }
        return tamed;
    }

    private static String bulleted(String line) {
        Matcher bullet = BULLET.matcher(line);
        if (!bullet.lookingAt()) {
            return TICKED.matcher(line).matches()
                    ? "- [x] " + line.strip().substring(1).strip()
                    : line;
        }
        return bullet.group(1) != null
                ? bullet.group(1) + "- " + line.substring(bullet.end())
                : bullet.group(2) + "1. " + line.substring(bullet.end());
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
}
