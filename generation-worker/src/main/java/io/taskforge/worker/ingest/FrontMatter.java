package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands above a document about the document: YAML between dashes, or lines of "Author: …" and their like. */
final class FrontMatter {

    private static final int LINES_AT_MOST = 200;

    /** Fewer known names than this, and the lines may as well be the specification. */
    private static final int KNOWN_AT_LEAST = 2;

    private static final Pattern FIELD = Pattern.compile(":?(\\p{Lu}[\\p{L} -]{1,30}):(?:\\s.{0,300})?");

    private FrontMatter() {}

    /** How many of the first lines are front matter. */
    static int end(List<String> lines) {
        if (lines.isEmpty()) {
            return 0;
        }
        return lines.getFirst().strip().equals("---") ? endOfYaml(lines) : endOfFields(lines);
    }

    private static int endOfYaml(List<String> lines) {
        for (int i = 1; i < Math.min(lines.size(), LINES_AT_MOST); i++) {
            String line = lines.get(i).strip();
            if (line.equals("---") || line.equals("...")) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Fields from the first line to the first blank one, further lines of a field indented. */
    private static int endOfFields(List<String> lines) {
        int known = 0;
        int i = 0;
        while (i < Math.min(lines.size(), LINES_AT_MOST) && !lines.get(i).isBlank()) {
            Matcher field = FIELD.matcher(lines.get(i));
            if (field.matches()) {
                known += DocumentData.isAbout(field.group(1).toLowerCase(Locale.ROOT)) ? 1 : 0;
            } else if (i == 0 || !Character.isWhitespace(lines.get(i).charAt(0))) {
                return 0;
            }
            i++;
        }
        return known >= KNOWN_AT_LEAST ? i : 0;
    }
}
