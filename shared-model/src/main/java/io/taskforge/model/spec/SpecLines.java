package io.taskforge.model.spec;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A specification's text by lines: whoever says or shows a line's number counts here. A line ends with LF, CR LF or CR and nothing
 * else (a form feed, NEL or U+2028 is a character within a line); after a last line end there is one more line, which is empty.
 */
public final class SpecLines {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private SpecLines() {}

    /** At least one line, as sent, without line ends and without a byte order mark at the beginning. */
    public static List<String> of(String text) {
        String unmarked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        return unmarked.indexOf('\r') < 0
                ? Arrays.asList(unmarked.split("\n", -1))
                : Arrays.asList(LINE_END.split(unmarked, -1));
    }
}
