package io.taskforge.api.submission;

import java.lang.Character.UnicodeScript;

/**
 * How many tokens a text is for a language model, roughly: each has its own tokens, and the server has none of them at hand. Counted
 * are code points: four a token in Latin script, with its digits, blanks and punctuation, one and a half in Chinese, Japanese and
 * Korean, two and a half in any other script. It may be wrong by a third either way.
 */
final class TokenEstimate {

    private static final double LATIN = 4;
    private static final double IDEOGRAPHIC = 1.5;
    private static final double OTHER = 2.5;

    private TokenEstimate() {}

    static int of(String text) {
        return (int) Math.ceil(
                text.codePoints().mapToDouble(each -> 1 / perToken(each)).sum());
    }

    private static double perToken(int codePoint) {
        return switch (UnicodeScript.of(codePoint)) {
            case LATIN -> LATIN;
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> IDEOGRAPHIC;
            // Digits, blanks and punctuation; from U+3000 on East Asian ones, and emoji.
            case COMMON, INHERITED -> codePoint < 0x3000 ? LATIN : IDEOGRAPHIC;
            default -> OTHER;
        };
    }
}
