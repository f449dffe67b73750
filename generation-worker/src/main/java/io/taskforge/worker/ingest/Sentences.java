package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Cuts a passage into sentences, in one pass. */
public final class Sentences {

    private static final Set<String> ABBREVIATIONS = Set.of(
            "e.g", "i.e", "eg", "ie", "etc", "vs", "approx", "resp", "incl", "excl", "nr", "fig", "sec", "cf", "mr",
            "mrs", "dr", "z.b", "bzw", "ca", "d.h", "u.a", "ggf", "inkl", "evtl", "p.ex", "par ex", "ej", "p.ej", "ecc",
            "art", "bijv", "d.w.z", "usw");

    /** How far an opened bracket may keep a sentence from ending: an unclosed one must not swallow a paragraph. */
    private static final int BRACKET_REACH = 300;

    private static final Pattern STARTS_ANEW = Pattern.compile(
            "(?:[-*•–] |[A-Z]{1,6}-?\\d{1,4}[:.)\\] ]|(?:GET|POST|PUT|PATCH|DELETE) /|(?:As an? |Als |Given |When |Then |Angenommen |Wenn |Dann |Dado |Quando |Cuando |Então |Entonces |Allora |Étant donné |Lorsque |Alors |Scenario|Feature:))");

    private Sentences() {}

    /** The text's sentences, white space between words as single spaces. */
    public static List<String> split(String text) {
        return of(Passage.of(text, 1)).stream().map(Passage::text).toList();
    }

    /** Whether the text ends without a mark that ends a sentence, so that what follows may belong to it. */
    static boolean isOpen(String text) {
        return !text.isEmpty() && ".!?。！？".indexOf(text.charAt(text.length() - 1)) < 0 && !Shapes.isToDo(text);
    }

    static List<Passage> of(Passage passage) {
        List<Passage> sentences = new ArrayList<>();
        String text = passage.text();
        boolean lineWise = isLineWise(text);
        int start = 0;
        int opened = -1;
        Quotes quotes = new Quotes();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '（') {
                opened = i;
            } else if (c == ')' || c == '）') {
                opened = -1;
            }
            quotes.at(text, i);
            boolean inBracket = opened >= 0 && i - opened < BRACKET_REACH || quotes.open(i);
            if (ends(text, start, i, inBracket, lineWise)) {
                add(sentences, passage, start, i + 1);
                start = i + 1;
                opened = -1;
            }
        }
        add(sentences, passage, start, text.length());
        return sentences;
    }

    /** Whether a place stands inside what somebody says: its sentences are not the text's own. */
    private static final class Quotes {
        private int opened = -1;
        private boolean low;

        void at(String text, int i) {
            char c = text.charAt(i);
            boolean begins = i == 0 || Character.isWhitespace(text.charAt(i - 1)) || text.charAt(i - 1) == '(';
            switch (c) {
                case '„' -> {
                    opened = i;
                    low = true;
                }
                case '“' -> {
                    opened = low ? -1 : i;
                    low = false;
                }
                case '”', '\n' -> opened = -1;
                case '"' -> opened = opened < 0 && begins ? i : -1;
                default -> {}
            }
        }

        boolean open(int i) {
            return opened >= 0 && i - opened < BRACKET_REACH;
        }
    }

    private static void add(List<Passage> sentences, Passage passage, int from, int to) {
        Passage sentence = passage.part(from, to);
        if (!sentence.isBlank()) {
            sentences.add(sentence);
        }
    }

    private static boolean ends(String text, int start, int i, boolean inBracket, boolean lineWise) {
        char c = text.charAt(i);
        return switch (c) {
            case Passage.HARD_BREAK -> true;
            case '\n' ->
                lineWise
                        || STARTS_ANEW
                                .matcher(text)
                                .region(i + 1, text.length())
                                .lookingAt();
            case '。', '！', '？' -> !inBracket;
            case '.', '!', '?', '…', '"', '”', ')' -> !inBracket && endsLatin(text, start, i);
            default -> false;
        };
    }

    private static boolean endsLatin(String text, int start, int i) {
        char c = text.charAt(i);
        boolean closing = c == '"' || c == '”' || c == ')';
        if (closing && (i == 0 || ".!?".indexOf(text.charAt(i - 1)) < 0)) {
            return false;
        }
        int next = i + 1;
        if (next >= text.length() || !Character.isWhitespace(text.charAt(next))) {
            return false;
        }
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next >= text.length() || Character.isLowerCase(text.charAt(next))) {
            return false;
        }
        return c != '.' || !abbreviated(text, start, i);
    }

    private static boolean abbreviated(String text, int start, int dot) {
        int from = dot;
        while (from > start && !Character.isWhitespace(text.charAt(from - 1)) && text.charAt(from - 1) != '(') {
            from--;
        }
        String word = text.substring(from, dot).toLowerCase(Locale.ROOT);
        boolean ordinal = from == start
                && !word.isEmpty()
                && word.length() <= 2
                && word.chars().allMatch(Character::isDigit);
        return (word.length() == 1 && Character.isLetter(word.charAt(0))) || ordinal || ABBREVIATIONS.contains(word);
    }

    /** Lines that each begin anew and do not fill their width are items of a list that was written without bullets. */
    private static boolean isLineWise(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
        if (lines.size() < 2) {
            return false;
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int first = line.codePointAt(0);
            boolean begins = Character.isUpperCase(first) || Character.isDigit(first);
            boolean full = line.length() >= 70 && ".!?".indexOf(line.charAt(line.length() - 1)) < 0;
            boolean goesOn = ",;(-–—".indexOf(line.charAt(line.length() - 1)) >= 0;
            if (!begins || (i < lines.size() - 1 && (full || goesOn))) {
                return false;
            }
        }
        return true;
    }
}
