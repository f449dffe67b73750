package io.taskforge.eval.text;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The pieces of a text that are compared: of each word its runs of four letters, so that inflected forms share most of theirs; of
 * scripts without spaces, pairs of characters; numbers whole.
 */
public final class Terms {

    private static final int PIECE = 4;
    private static final int UNSPACED_PIECE = 2;

    private Terms() {}

    public static Set<String> of(String text) {
        Set<String> terms = new HashSet<>();
        StringBuilder word = new StringBuilder();
        boolean unspaced = false;
        int[] characters = (text.toLowerCase(Locale.ROOT) + " ").codePoints().toArray();
        for (int c : characters) {
            boolean inWord = Character.isLetterOrDigit(c);
            boolean other = inWord && isUnspaced(c) != unspaced;
            if (!inWord || other) {
                add(word.toString(), unspaced, terms);
                word.setLength(0);
                unspaced = inWord && isUnspaced(c);
            }
            if (inWord) {
                word.appendCodePoint(c);
            }
        }
        return terms;
    }

    private static void add(String word, boolean unspaced, Set<String> terms) {
        if (word.isEmpty()) {
            return;
        }
        if (Character.isDigit(word.charAt(0))) {
            terms.add("#" + word);
            return;
        }
        String whole = unspaced ? word : "_" + word + "_";
        int piece = unspaced ? UNSPACED_PIECE : PIECE;
        int[] characters = whole.codePoints().toArray();
        if (characters.length <= piece) {
            terms.add(whole);
        }
        for (int i = 0; i + piece <= characters.length && characters.length > piece; i++) {
            terms.add(new String(characters, i, piece));
        }
    }

    private static boolean isUnspaced(int c) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || c == 'ー';
    }
}
