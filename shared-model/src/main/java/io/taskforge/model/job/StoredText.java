package io.taskforge.model.job;

import java.util.regex.Pattern;

/**
 * Text that PostgreSQL can hold, whatever wrote it: without U+0000 and without halves of characters.
 *
 * @param cut whether there was more of it than allowed
 */
public record StoredText(String text, boolean cut) {

    /** A surrogate without its other half is what is left of this category when pairs are read as one. */
    private static final Pattern UNFIT = Pattern.compile("[\\x00\\p{Cs}]");

    /** @param bytes at most, in UTF-8; no character is cut through */
    public static StoredText of(String text, int bytes) {
        String fit = UNFIT.matcher(text).replaceAll("");
        int length = 0;
        int end = 0;
        while (end < fit.length()) {
            int character = fit.codePointAt(end);
            length += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (length > bytes) {
                return new StoredText(fit.substring(0, end), true);
            }
            end += Character.charCount(character);
        }
        return new StoredText(fit, false);
    }
}
