package io.taskforge.local.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text of others on a terminal: without control characters, which could steer the terminal, and measured in columns, of which East
 * Asian characters and emoji take two.
 */
public final class DisplayText {

    private DisplayText() {}

    /** Everything on one line, without control characters; runs of white space become one space. */
    public static String oneLine(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                space = !kept.isEmpty();
            } else if (isPrintable(codePoint)) {
                if (space) {
                    kept.append(' ');
                    space = false;
                }
                kept.appendCodePoint(codePoint);
            }
        }
        return kept.toString();
    }

    /** Neither a control character (ESC begins a terminal's commands) nor one that turns the direction of text around. */
    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            case Character.FORMAT -> codePoint == 0x200D;
            default -> true;
        };
    }

    /**
     * The same JSON, with every character that could steer a terminal or turn its text around written as {@code \\uXXXX}. A JSON text
     * holds such characters in strings only, except for the white space between its parts, which stays.
     */
    public static String json(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char unit = json.charAt(i);
            if (unit == '\n' || Character.isSurrogate(unit) || isPrintable(unit)) {
                escaped.append(unit);
            } else {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        }
        return escaped.toString();
    }

    /** The columns that the text takes. */
    public static int width(String text) {
        return text.codePoints().map(DisplayText::width).sum();
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    /** Unicode's East Asian Width W and F, by blocks: exact enough for a table. */
    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100
                && (codePoint <= 0x115F
                        || (codePoint >= 0x2E80 && codePoint <= 0xA4CF && codePoint != 0x303F)
                        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                        || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                        || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
                        || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
                        || (codePoint >= 0x20000 && codePoint <= 0x3FFFD));
    }

    /** Filled up with spaces to {@code columns}; a longer text stays as it is. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /**
     * Lines of at most {@code columns} columns, broken at spaces, and inside a word only where it is longer than a line or its
     * characters are wide ones, which are written without spaces.
     */
    public static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : oneLine(text).split(" ", -1)) {
            int needed = width(word);
            if (used > 0 && used + 1 + needed > columns) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            for (int i = 0; i < word.length(); ) {
                int codePoint = word.codePointAt(i);
                i += Character.charCount(codePoint);
                if (used + width(codePoint) > columns) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                line.appendCodePoint(codePoint);
                used += width(codePoint);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
