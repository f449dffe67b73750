package io.taskforge.worker.salvage;

import java.lang.Character.UnicodeScript;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** How much two short texts are about the same, by the words that they share. */
public final class Likeness {

    private static final int STEM = 5;
    private static final int SHORTEST_WORD = 3;

    private Likeness() {}

    /** Equal for texts that differ in case, spaces and punctuation only. */
    public static String key(String text) {
        return folded(text).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /** 0 for nothing in common, 1 when all words of the shorter stand in the longer. */
    public static double of(String a, String b) {
        Set<String> wordsOfA = words(a);
        Set<String> wordsOfB = words(b);
        if (wordsOfA.isEmpty() || wordsOfB.isEmpty()) {
            return 0;
        }
        Set<String> shared = new HashSet<>(wordsOfA);
        shared.retainAll(wordsOfB);
        return (double) shared.size() / Math.min(wordsOfA.size(), wordsOfB.size());
    }

    /** Beginnings of words, so that endings do not count; pairs of characters where a script writes no spaces. */
    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        String folded = folded(text);
        BreakIterator breaks = BreakIterator.getWordInstance(Locale.ROOT);
        breaks.setText(folded);
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            String word = folded.substring(from, to);
            if (!Character.isLetterOrDigit(word.codePointAt(0))) {
                continue;
            }
            if (spaceless(word)) {
                for (int i = 0; i + 1 < word.length(); i++) {
                    words.add(word.substring(i, i + 2));
                }
            } else if (word.length() >= SHORTEST_WORD) {
                words.add(word.substring(0, Math.min(STEM, word.length())));
            }
        }
        return words;
    }

    private static boolean spaceless(String word) {
        return switch (UnicodeScript.of(word.codePointAt(0))) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
