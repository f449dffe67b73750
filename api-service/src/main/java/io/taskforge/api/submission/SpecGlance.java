package io.taskforge.api.submission;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be said of a specification at a glance, for warnings only. Reading it is the workers' business; here a wrong guess costs a
 * sentence that somebody reads in vain.
 */
final class SpecGlance {

    private static final String ENDS = ".!?;。！？；\n";

    /** Shorter pieces are numbers of lists, abbreviations and the like. */
    private static final int STATEMENT_HAS = 8;

    /** In the languages whose specifications the workers read best. */
    private static final Set<String> ASKING = Set.of("""
            must shall should can could will may need needs want wants require requires required support supports allow allows build
            add create muss müssen soll sollen sollte kann können doit doivent peut peuvent debe deben puede pueden deve devem pode
            podem devono può possono moet moeten kan kunnen""".split("\\s+"));

    private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");

    private SpecGlance() {}

    /** Sentences and lines that say something. At least 1. */
    static int statements(String spec) {
        int found = 0;
        int letters = 0;
        for (int i = 0; i < spec.length(); i++) {
            char c = spec.charAt(i);
            if (ENDS.indexOf(c) >= 0) {
                found += letters >= STATEMENT_HAS ? 1 : 0;
                letters = 0;
            } else if (Character.isLetter(c)) {
                // One Chinese character says as much as several letters.
                letters += UnicodeScript.of(c) == UnicodeScript.HAN ? 3 : 1;
            }
        }
        return Math.max(1, found + (letters >= STATEMENT_HAS ? 1 : 0));
    }

    /** Whether it holds a list, or a word that asks; taken for granted where no word can be told, as in a script without blanks. */
    static boolean asksForSomething(String spec) {
        boolean latin = spec.codePoints()
                .filter(Character::isLetter)
                .allMatch(letter -> UnicodeScript.of(letter) == UnicodeScript.LATIN);
        return !latin
                || spec.lines().anyMatch(SpecGlance::isListItem)
                || NO_LETTERS.splitAsStream(spec.toLowerCase(Locale.ROOT)).anyMatch(ASKING::contains);
    }

    private static boolean isListItem(String line) {
        String text = line.strip();
        return text.startsWith("- ")
                || text.startsWith("* ")
                || text.startsWith("+ ")
                || text.startsWith("|")
                || startsWithNumber(text);
    }

    private static boolean startsWithNumber(String text) {
        int digits = 0;
        while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
            digits++;
        }
        return digits > 0
                && digits + 1 < text.length()
                && ".)".indexOf(text.charAt(digits)) >= 0
                && text.charAt(digits + 1) == ' ';
    }
}
