package io.taskforge.worker.ingest;

import java.util.regex.Pattern;

/** The capital words of RFC 2119, which are the only ones that ask in a text that keeps to RFC 8174. */
public final class KeyWords {

    private static final Pattern CAPITALS =
            Pattern.compile("\\b(?:MUST|SHALL|SHOULD|REQUIRED|RECOMMENDED|MAY|OPTIONAL)\\b");

    private KeyWords() {}

    public static boolean in(String text) {
        return CAPITALS.matcher(text).find();
    }

    static int count(String text) {
        return (int) CAPITALS.matcher(text).results().count();
    }
}
