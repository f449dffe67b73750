package io.taskforge.api.export;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts of a result without what cannot be seen. Characters that turn the order of reading around, control a terminal or hide words from
 * people and not from machines are shown by their number, as in {@code ⟨U+202E⟩}: neither dropped, which would hide that they were there,
 * nor left to work on what stands around them. The brackets are none that any markup knows.
 */
public final class ShownText {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|[\\r\\u000B\\u000C\\u0085\\u2028\\u2029]");
    private static final Pattern BLANK_AROUND = Pattern.compile("\\A(?:[ \\t]*\\n)+|\\s+\\z");

    private ShownText() {}

    /** On one line. */
    public static String line(String text) {
        return WHITE_SPACE.matcher(lines(text)).replaceAll(" ").strip();
    }

    /** On as many lines as it has, each ended by a line feed but the last; no blank ones around them. Null is no text. */
    public static String lines(String text) {
        if (text == null) {
            return "";
        }
        if (plain(text)) {
            return withoutSpacesBehind(text);
        }
        StringBuilder shown = new StringBuilder(text.length());
        LINE_BREAK.matcher(text).replaceAll("\n").codePoints().forEach(c -> {
            if (hidden(c)) {
                shown.append(String.format(Locale.ROOT, "⟨U+%04X⟩", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return BLANK_AROUND.matcher(shown).replaceAll("");
    }

    /** Most lines are, of thousands: nothing of them would be shown in another way. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter =
                    c >= ' ' && c < 0x7F || c > 0x9F && c < 0x0600 || c >= 0x2E80 && c < Character.MIN_SURROGATE;
            if (!letter) {
                return false;
            }
        }
        return true;
    }

    private static String withoutSpacesBehind(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean hidden(int c) {
        boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
        return control || turnsAround(c) || invisibleLetter(c) || Character.getType(c) == Character.SURROGATE;
    }

    /** Unicode's property Bidi_Control. */
    private static boolean turnsAround(int c) {
        return c == 0x061C
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /** Tags: an alphabet that only machines read. Three regional flags are spelt with it, and show it. */
    private static boolean invisibleLetter(int c) {
        return c >= 0xE0000 && c <= 0xE007F;
    }
}
