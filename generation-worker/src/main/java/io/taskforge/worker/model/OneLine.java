package io.taskforge.worker.model;

/** Foreign text made fit for a message: one line, no control characters, short. */
final class OneLine {

    private OneLine() {}

    /** @param limit code points at the most */
    static String of(String text, int limit) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return cut(line, limit);
    }

    /** The first {@code limit} code points. */
    static String cut(String text, int limit) {
        return text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit)).strip();
    }
}
