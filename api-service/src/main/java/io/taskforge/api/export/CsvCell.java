package io.taskforge.api.export;

import java.util.regex.Pattern;

/**
 * A text as one cell of a CSV file: quoted where it must be, and no formula for a spreadsheet (OWASP, CSV injection).
 *
 * <p>What would start a formula gets an apostrophe before it, at the start of the cell and also after each line break, tab and semicolon
 * within it: a spreadsheet of a country where the comma parts decimals parts cells at semicolons, takes our quotes for letters from the
 * second cell on, and would let a title such as {@code a;=cmd()} start a cell of its own.
 */
final class CsvCell {

    /** After it, some reader may start a cell. */
    private static final String START = "(?<![^\\n\\t;])";

    /** What readers skip before a formula, the quotes of such a cell among it. */
    private static final String SKIPPED = "[ \"\\p{Zs}\\p{Cf}]*";

    /** Those of full width are known to spreadsheets in East Asia. */
    private static final String SIGN = "[=+\\-@＝＋－＠]";

    private static final Pattern FORMULA = Pattern.compile(START + "(?=" + SKIPPED + SIGN + ")|^(?=\\t)");

    private static final Pattern LIST_DASH = Pattern.compile("(?m)^([ \\t]*)[-+](?=[ \\t])");

    private static final Pattern BARE = Pattern.compile("[\\p{L}\\p{N}_.-]*");

    private CsvCell() {}

    /** @param text whose lines end with a line feed */
    static String of(String text) {
        String harmless = FORMULA.matcher(text).replaceAll("'");
        return BARE.matcher(harmless).matches() ? harmless : "\"" + harmless.replace("\"", "\"\"") + "\"";
    }

    /** Markdown with stars for its lists' dashes, which means the same and does not look like a formula in every line. */
    static String withoutDashes(String markdown) {
        return LIST_DASH.matcher(markdown).replaceAll("$1*");
    }
}
