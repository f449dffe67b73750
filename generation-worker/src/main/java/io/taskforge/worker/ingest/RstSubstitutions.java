package io.taskforge.worker.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code |names|} in a text stand for. */
record RstSubstitutions(Map<String, String> texts) {

    private static final int LONGEST = 200;

    /** @param definition finds the name and the text of one definition */
    static RstSubstitutions in(List<String> lines, Pattern definition) {
        Map<String, String> texts = new HashMap<>();
        for (String line : lines) {
            Matcher matcher = definition.matcher(line);
            if (matcher.matches()) {
                texts.putIfAbsent(
                        matcher.group(1), Script.first(matcher.group(2).strip(), LONGEST));
            }
        }
        return new RstSubstitutions(texts);
    }

    String in(String line, Pattern named) {
        if (texts.isEmpty()) {
            return line;
        }
        return named.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(texts.getOrDefault(found.group(1), found.group())));
    }
}
