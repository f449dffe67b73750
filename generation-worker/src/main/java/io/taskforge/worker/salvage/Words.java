package io.taskforge.worker.salvage;

import io.taskforge.worker.ingest.Script;
import java.text.Normalizer;
import java.util.regex.Pattern;

/** Judges and tidies what a model wrote, as far as that needs no understanding. */
public final class Words {

    /** Nothing between the lines: controls, lone surrogates, direction overrides, tag characters. Zero-width joiners are letters' glue. */
    private static final Pattern UNFIT = Pattern.compile(
            "[\\p{Cc}&&[^\\n\\t]]|[\\p{Cf}&&[^\\u200C\\u200D]]|\\p{Cs}|[\\x{E0000}-\\x{E0FFF}]|\\uFFFD");

    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?:todo|tbd|fixme|placeholder)(?:\\s*:.*|\\s+-\\s.*|[.\\u2026]*)"
                    + "|(?:n/?a|none|null|nil|undefined|string|text|title|description|about|\\?+|x{3,}|[.\\u2026\\s-]+)[.:]?"
                    + "|[<\\[{(](?:insert|your|describe|title|description|text|placeholder).*[>\\]})]"
                    + "|(?:insert|enter|add) (?:your |the |a )?(?:title|description|text) here.*|lorem ipsum.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String OF_WHICH =
            "(?:of|the|these|those|all|any|every|other|previous|prior|earlier|preceding|above|given|your|my|system|safety|initial|original)";

    /** An order to a model, or a model's own apology, where the name of some work should stand. */
    private static final Pattern INSTRUCTION = Pattern.compile(
            "\\W*(?:please |now )?(?:(?:ignore|disregard|forget|override) (?:"
                    // "Ignore unknown directives" and "Forget password prompt" are work: whose instructions they are
                    // must be said.
                    + "(?:" + OF_WHICH
                    + " ){0,3}(?:all|any|every|previous|prior|earlier|preceding|above|your|my|system) "
                    + "(?:" + OF_WHICH + " ){0,3}(?:instructions?|prompts?|directions?|directives?)\\b"
                    + "|(?:\\w+ ){0,3}(?:instructions?|prompts?|directions?|directives?|rules) (?:above|before)\\b).*"
                    + "|you are now\\b.*|(?:new|system) (?:instructions?|prompts?)\\s*:.*"
                    + "|as an ai\\b.*|i(?:'m| am) sorry\\b.*"
                    + "|i (?:can(?:no|')t|will not|won't|am unable to) (?:help|assist|comply|do|plan|create|write|generate|provide|fulfil)\\b.*"
                    + "|(?:reveal|print|repeat) (?:your|the) (?:system )?prompt\\b.*)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final int LONGEST_PERIOD = 200;
    private static final int REPETITIONS = 5;
    private static final int SHORTEST_LOOP = 48;

    private Words() {}

    /** Fit to be stored and shown; line breaks stay. */
    public static String tidy(String text, int limit) {
        String fit =
                UNFIT.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
        return Script.first(
                fit.replaceAll("[ \\t]+", " ")
                        .replaceAll(" ?\\n ?", "\n")
                        .replaceAll("\\n{3,}", "\n\n")
                        .strip(),
                limit);
    }

    /** As {@link #tidy}, on one line, without a list's bullet in front. */
    public static String line(String text, int limit) {
        return Script.oneLine(
                tidy(text, Integer.MAX_VALUE).replaceFirst("^(?:[-*\\u2022]|\\d{1,2}[.)])\\s+", ""), limit);
    }

    /** As {@link #line}, without a full stop behind and without marks for bold. */
    public static String title(String text, int limit) {
        return line(text.replaceAll("\\*\\*|__", ""), limit)
                .replaceFirst("(?<!\\.)[.\\u3002]$", "")
                .strip();
    }

    /** Empty, no word at all, or words that stand for words to come. */
    public static boolean sayNothing(String text) {
        return text.isBlank()
                || text.codePoints().noneMatch(Character::isLetter)
                || PLACEHOLDER.matcher(text.strip()).matches();
    }

    public static boolean instruct(String title) {
        return INSTRUCTION.matcher(title).matches();
    }

    /** Whether the end of a text, or all of it, is the same few words (or blanks) over and over. */
    public static boolean repeats(String text) {
        // The last character may be the middle of a repetition, so the tail is looked at from its end.
        int n = text.length();
        for (int period = 1; period <= Math.min(LONGEST_PERIOD, n / REPETITIONS); period++) {
            int same = 0;
            while (same < n - period && text.charAt(n - 1 - same) == text.charAt(n - 1 - same - period)) {
                same++;
            }
            int loop = same + period;
            if (loop >= Math.max(SHORTEST_LOOP, REPETITIONS * period) && 2 * loop >= Math.min(n, 4 * SHORTEST_LOOP)) {
                return true;
            }
        }
        return false;
    }
}
