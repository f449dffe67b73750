package io.taskforge.worker.ingest;

import java.util.regex.Pattern;

/** Headings as names. */
public final class Headings {

    private static final Pattern NUMBERING =
            Pattern.compile("^(?:\\d{1,3}(?:\\.\\d{1,3}){0,4}[a-z]?[.)]?|[A-Z][.)]|[IVX]{1,4}[.)])\\s+");

    /** Pictures before the words. */
    private static final Pattern SYMBOLS = Pattern.compile("^[\\p{So}\\x{FE0F}\\x{200D}\\s]{1,12}");

    private Headings() {}

    static String withoutPictures(String heading) {
        return SYMBOLS.matcher(heading.strip()).replaceFirst("").strip();
    }

    /** "2.1 Search" and "🔍 Search" to "Search". */
    public static String withoutNumber(String heading) {
        String named = NUMBERING.matcher(withoutPictures(heading)).replaceFirst("");
        String plain = withoutPictures(named);
        return plain.isEmpty() ? heading.strip() : plain;
    }
}
