package io.taskforge.api.graph;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text of others in a drawing: on one line, measured without its font, cut where a reader would, and never more than text. */
final class SvgText {

    private static final String ELLIPSIS = "…";
    private static final char ISOLATE = '\u2068';
    private static final char ISOLATE_END = '\u2069';

    private SvgText() {}

    /** Without control characters, which XML forbids, and halves of characters; runs of white space become one space. */
    static String oneLine(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
                space = !kept.isEmpty();
            } else if (isAllowed(codePoint)) {
                if (space) {
                    kept.append(' ');
                    space = false;
                }
                kept.appendCodePoint(codePoint);
            }
        }
        return kept.toString();
    }

    private static boolean isAllowed(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL && type != Character.SURROGATE && (codePoint & 0xFFFE) != 0xFFFE;
    }

    /**
     * The words on at most so many lines. What does not fit is cut between characters as a reader sees them, and an ellipsis stands
     * for it. A word longer than a line is broken.
     *
     * @param width of a line, in thousandths of the font's size
     */
    static List<String> wrapped(String text, int width, int lines) {
        List<String> wrapped = new ArrayList<>();
        String rest = oneLine(text);
        while (wrapped.size() < lines - 1 && width(rest) > width) {
            int end = fitting(rest, width);
            int space = end < rest.length() && rest.charAt(end) == ' ' ? end : rest.lastIndexOf(' ', end - 1);
            int line = space > 0 ? space : end;
            wrapped.add(rest.substring(0, line));
            rest = rest.substring(line).stripLeading();
        }
        if (width(rest) > width) {
            rest = rest.substring(0, fitting(rest, width - width(ELLIPSIS))).stripTrailing() + ELLIPSIS;
        }
        wrapped.add(rest);
        return wrapped;
    }

    /** How many characters fit, at least the first as a reader sees it. */
    private static int fitting(String text, int width) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int end = characters.next();
        for (int next = characters.next(); next != BreakIterator.DONE; next = characters.next()) {
            if (width(text.substring(0, next)) > width) {
                break;
            }
            end = next;
        }
        return end;
    }

    /** In thousandths of the font's size, as in the widest of the fonts that browsers take for {@code sans-serif}. */
    static int width(String text) {
        return text.codePoints().map(SvgText::width).sum();
    }

    private static int width(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT:
                return 0;
            case Character.UPPERCASE_LETTER:
                return codePoint == 'M' || codePoint == 'W' ? 930 : codePoint == 'I' ? 400 : 700;
            case Character.DECIMAL_DIGIT_NUMBER:
                return 640;
            default:
        }
        if (codePoint < 0x80) {
            return ascii((char) codePoint);
        }
        if (codePoint >= 0x1F000 && codePoint <= 0x1FAFF) {
            return 1_400;
        }
        return codePoint < 0x1100 ? 660 : codePoint < 0x2E80 ? 900 : 1_050;
    }

    private static int ascii(char c) {
        if ("ijl'|.,:; ".indexOf(c) >= 0) {
            return 320;
        }
        if ("frt()[]{}/\\-!\"".indexOf(c) >= 0) {
            return 430;
        }
        return c == 'm' || c == 'w' || c == '@' || c == '%' ? 980 : 610;
    }

    /**
     * For text beside other text: whatever turns its direction around ends where it ends (Unicode's annex 9). An isolate that it ends
     * and did not begin is dropped, and one that it leaves open is ended.
     */
    static String isolated(String text) {
        StringBuilder isolated = new StringBuilder(text.length() + 2).append(ISOLATE);
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ISOLATE_END && open == 0) {
                continue;
            }
            open += c >= '\u2066' && c <= ISOLATE ? 1 : c == ISOLATE_END ? -1 : 0;
            isolated.append(c);
        }
        return isolated.repeat(ISOLATE_END, open + 1).toString();
    }

    /** For an element's text or an attribute's value between double quotes, in XML as in HTML. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
