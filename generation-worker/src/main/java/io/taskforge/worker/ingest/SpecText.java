package io.taskforge.worker.ingest;

import io.taskforge.model.spec.SpecLines;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * A specification's text, line by line, as it was sent and as it is read.
 *
 * <p>Both lists have the same length, and a line number means the same in both. Quotes are cut from {@code lines}, so they are the
 * author's own characters; statements are read from {@code readable}, so they are the same however their accents are encoded.
 *
 * @param lines as sent, without line ends and byte order mark
 * @param readable the lines in Unicode's form C, each control character but the tabulator as a space. A line is normalised by
 *     itself: nothing composes across a line's end, hence no line is gained or lost
 */
record SpecText(List<String> lines, List<String> readable) {

    /** Unicode's own limit for streams (UAX 15). */
    private static final int MARKS_AT_MOST = 30;

    private static final char MARK = '\ufeff';

    SpecText {
        lines = List.copyOf(lines);
        readable = List.copyOf(readable);
    }

    static SpecText of(String text) {
        List<String> lines = SpecLines.of(text);
        List<String> readable = new ArrayList<>(lines.size());
        for (String line : lines) {
            readable.add(readable(line));
        }
        return new SpecText(lines, readable);
    }

    private static String readable(String line) {
        String composed = composed(line);
        boolean clean = composed.chars().noneMatch(SpecText::unreadable);
        if (clean) {
            return composed;
        }
        StringBuilder cleaned = new StringBuilder(composed);
        for (int i = 0; i < cleaned.length(); i++) {
            if (unreadable(cleaned.charAt(i))) {
                cleaned.setCharAt(i, ' ');
            }
        }
        return cleaned.toString();
    }

    /** Composing takes the square of a run of marks; a run that no language has is left as it is. */
    private static String composed(String line) {
        int run = 0;
        boolean ascii = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            ascii &= c < 0x80;
            run = c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK ? run + 1 : 0;
            if (run > MARKS_AT_MOST) {
                return line;
            }
        }
        return ascii ? line : Normalizer.normalize(line, Normalizer.Form.NFC);
    }

    /** NUL, the form feeds of paged texts, stray escape codes, marks and line separators inside a line. */
    private static boolean unreadable(int c) {
        return (c < ' ' && c != '\t') || (c >= 0x7f && c < 0xa0) || c == MARK || c == 0x2028 || c == 0x2029;
    }

    int size() {
        return lines.size();
    }

    /** The readable text as one. */
    String whole() {
        return String.join("\n", readable);
    }
}
