package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words looked for where words begin, all in one pass over the text. */
final class Phrases {

    private final Map<Character, List<String>> byFirst = new HashMap<>();

    /** @param barred in small letters, set apart by bars */
    Phrases(String barred) {
        for (String phrase : barred.split("\\|", -1)) {
            byFirst.computeIfAbsent(phrase.charAt(0), first -> new ArrayList<>())
                    .add(phrase);
        }
    }

    /** Whether the text (in small letters) has one of the phrases at the beginning of a word, or anywhere in a script without spaces. */
    boolean in(String lower) {
        for (int at = 0; at < lower.length(); at++) {
            char first = lower.charAt(at);
            boolean begins = at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)) || Script.unspaced(first);
            if (begins && startAt(lower, at, byFirst.getOrDefault(first, List.of()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startAt(String lower, int at, List<String> phrases) {
        for (String phrase : phrases) {
            if (lower.startsWith(phrase, at)) {
                return true;
            }
        }
        return false;
    }
}
