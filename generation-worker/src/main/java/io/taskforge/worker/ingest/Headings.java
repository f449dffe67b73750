package io.taskforge.worker.ingest;

import java.util.regex.Pattern;

/** Headings as names. */
public final class Headings {

    private static final Pattern NUMBERING =
            Pattern.compile("^(?:\\d{1,3}(?:\\.\\d{1,3}){0,4}[a-z]?[.)]?|[A-Z][.)]|[IVX]{1,4}[.)])\\s+");

    private Headings() {}

    /** "2.1 Search" to "Search". */
    public static String withoutNumber(String heading) {
        return NUMBERING.matcher(heading.strip()).replaceFirst("").strip();
    }
}
