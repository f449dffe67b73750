package io.taskforge.worker.ingest;

/** What a character's script means for reading. */
public final class Script {

    private Script() {}

    /** Whether the character belongs to a script that is written without spaces between words. */
    public static boolean unspaced(int character) {
        if (character < 0x2e80) {
            return false;
        }
        return Character.isIdeographic(character)
                || (character >= 0x3000 && character <= 0x30ff)
                || (character >= 0xff00 && character <= 0xffef);
    }

    /** Whether any of the text is in such a script. */
    public static boolean anyUnspaced(String text) {
        return text.codePoints().anyMatch(Script::unspaced);
    }

    /** The text's first {@code limit} code points at the most. */
    public static String first(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit));
    }

    /** The text's length in code points, which is how every limit of the contract counts. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Foreign text made fit for a message: one line, no control characters, {@code limit} code points at the most. */
    public static String oneLine(String text, int limit) {
        return first(text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip(), limit)
                .strip();
    }
}
