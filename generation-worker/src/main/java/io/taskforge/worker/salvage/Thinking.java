package io.taskforge.worker.salvage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model thought before it answered, told from the answer by the tags around it. */
final class Thinking {

    private static final Pattern TAG = Pattern.compile(
            "[<\\[]\\s*+(/?+)\\s*+(?:think|thinking|thought|reasoning|reflection)\\s*+[>\\]]",
            Pattern.CASE_INSENSITIVE);

    private Thinking() {}

    /** The text without what stands between tags, however deep; what an opening tag without its end begins is left in. */
    static String stripped(String text) {
        StringBuilder answer = new StringBuilder();
        Matcher tags = TAG.matcher(text);
        int from = 0;
        int opened = 0;
        int depth = 0;
        while (tags.find()) {
            boolean closes = !tags.group(1).isEmpty();
            if (!closes && depth++ == 0) {
                opened = tags.start();
            } else if (closes && depth > 0 && --depth == 0) {
                answer.append(text, from, opened);
                from = tags.end();
            } else if (closes && depth == 0 && from == 0 && !text.startsWith("{") && !text.startsWith("[")) {
                // A template may open the thinking itself, so that only its end is written; in an answer that begins as
                // JSON the same words are content.
                from = tags.end();
            }
        }
        return answer.append(text, from, text.length()).toString().strip();
    }

    /** Whether the text still holds a tag that opens. */
    static boolean opensIn(String text) {
        return TAG.matcher(text).results().anyMatch(tag -> tag.group(1).isEmpty());
    }
}
