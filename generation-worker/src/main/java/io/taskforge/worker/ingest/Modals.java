package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the words that make a sentence a requirement, and says how strongly they ask. */
final class Modals {

    /** Characters that make 应 and 需 part of another word ("响应", "需求") rather than "ought to" and "needs to". */
    private static final String BESIDE_OUGHT = "响反适对相供感效应用急付答变聘届對適響變" + "求必按";

    private static final Set<String> SHORT = Set.of("应", "應", "需", "须", "須");

    private final Optional<ModalWords> own;
    private final boolean english;
    private final boolean anywhere;

    Modals(String language) {
        this.own = ModalWords.of(language);
        this.english = language.equals("en");
        this.anywhere = own.isPresent() && own.get().anywhere();
    }

    /** Whether the language's own words are known, so that a sentence without any of them asks for nothing. */
    boolean knowsLanguage() {
        return own.isPresent();
    }

    /**
     * How strongly the sentence asks; empty when it does not.
     *
     * @param trusting whether weak words are enough, because the sentence stands where requirements stand
     */
    Optional<Strength> of(String sentence, boolean trusting) {
        Optional<Strength> strong = strong(sentence);
        return strong.isPresent() ? strong : weak(padded(sentence).toLowerCase(Locale.ROOT), sentence, trusting);
    }

    /** As {@link #of}, by the words that do nothing but ask. */
    Optional<Strength> strong(String sentence) {
        String padded = padded(sentence);
        String lower = padded.toLowerCase(Locale.ROOT);
        String searched = anywhere ? sentence : lower;
        if (containsAny(padded, ModalWords.RFC_MUST)
                || own.isPresent() && says(searched, own.get().must())
                || !english && containsAny(lower, ModalWords.LOAN)) {
            return Optional.of(Strength.MUST);
        }
        if (containsAny(padded, ModalWords.RFC_SHOULD)
                || own.isPresent() && says(searched, own.get().should())) {
            return Optional.of(Strength.SHOULD);
        }
        if (containsAny(padded, ModalWords.RFC_MAY)
                || own.isPresent() && says(searched, own.get().may())) {
            return Optional.of(Strength.MAY);
        }
        return Optional.empty();
    }

    /** As {@link #of}, in a text that binds by capitals: those of RFC 2119, or the language's own words in capitals. */
    Optional<Strength> ofCapitals(String sentence) {
        String padded = padded(sentence);
        if (containsAny(padded, ModalWords.RFC_MUST)
                || own.isPresent() && saysInCapitals(padded, own.get().must())) {
            return Optional.of(Strength.MUST);
        }
        if (containsAny(padded, ModalWords.RFC_SHOULD)
                || own.isPresent() && saysInCapitals(padded, own.get().should())) {
            return Optional.of(Strength.SHOULD);
        }
        boolean may = containsAny(padded, ModalWords.RFC_MAY)
                || own.isPresent()
                        && (saysInCapitals(padded, own.get().may())
                                || saysInCapitals(padded, own.get().weak()));
        return may ? Optional.of(Strength.MAY) : Optional.empty();
    }

    /** How often a text writes the language's own words in capitals. */
    int capitals(String text) {
        if (own.isEmpty() || anywhere) {
            return 0;
        }
        Set<String> words = Set.copyOf(own.get().must());
        Set<String> weaker = Set.copyOf(own.get().should());
        int count = 0;
        for (String word : Words.split(text)) {
            String lower = word.toLowerCase(Locale.ROOT);
            boolean capitals = word.length() > 3 && word.equals(word.toUpperCase(Locale.ROOT)) && !word.equals(lower);
            count += capitals && (words.contains(" " + lower + " ") || weaker.contains(" " + lower + " ")) ? 1 : 0;
        }
        return count;
    }

    private boolean saysInCapitals(String padded, List<String> words) {
        return !anywhere && words.stream().anyMatch(word -> padded.contains(word.toUpperCase(Locale.ROOT)));
    }

    private boolean says(String text, List<String> words) {
        if (!anywhere) {
            return containsAny(text, words);
        }
        return words.stream().anyMatch(word -> !word.isEmpty() && stands(text, word));
    }

    /** Whether the word stands in the text by itself, as far as that can be told without spaces. */
    private static boolean stands(String text, String word) {
        boolean atEnd = word.charAt(word.length() - 1) == ModalWords.AT_END;
        String plain = atEnd ? word.substring(0, word.length() - 1) : word;
        for (int at = text.indexOf(plain); at >= 0; at = text.indexOf(plain, at + 1)) {
            int end = at + plain.length();
            boolean ends = end == text.length() || !Character.isLetter(text.charAt(end));
            boolean other = SHORT.contains(plain)
                    && (at > 0 && BESIDE_OUGHT.indexOf(text.charAt(at - 1)) >= 0
                            || end < text.length() && BESIDE_OUGHT.indexOf(text.charAt(end)) >= 0);
            if (!other && (!atEnd || ends)) {
                return true;
            }
        }
        return false;
    }

    private Optional<Strength> weak(String lower, String sentence, boolean trusting) {
        if (own.isEmpty() || !says(anywhere ? sentence : lower, own.get().weak())) {
            return Optional.empty();
        }
        boolean asks =
                anywhere ? trusting : !tells(lower) && !Words.split(lower).isEmpty();
        return asks ? Optional.of(Strength.SHOULD) : Optional.empty();
    }

    /** Whether the sentence begins by pointing back, and so explains rather than asks. */
    static boolean tells(String sentence) {
        List<String> words = Words.split(Script.first(sentence, 40).toLowerCase(Locale.ROOT));
        return !words.isEmpty() && ModalWords.TELLING.contains(words.getFirst());
    }

    private static boolean containsAny(String padded, List<String> words) {
        for (String word : words) {
            if (padded.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Words set apart by single spaces, so that a whole word is found by looking for it with a space on either side. */
    static String padded(String sentence) {
        StringBuilder text = new StringBuilder(sentence.length() + 2).append(' ');
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            boolean word = Character.isLetterOrDigit(c) || c == '\'' || c == '-' || c == '’';
            if (word) {
                text.append(c == '’' ? '\'' : c);
            } else if (text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        return text.append(' ').toString();
    }
}
