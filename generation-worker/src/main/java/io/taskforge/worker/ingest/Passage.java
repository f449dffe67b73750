package io.taskforge.worker.ingest;

import java.util.Arrays;

/** A run of text without markup, and the line of the specification that each of its characters stands on. */
final class Passage {

    /** Stands where the author broke the line on purpose; always ends a sentence. */
    static final char HARD_BREAK = '\u2028';

    private final String text;
    private final int[] lines;

    private Passage(String text, int[] lines) {
        this.text = text;
        this.lines = lines;
    }

    String text() {
        return text;
    }

    boolean isBlank() {
        return text.isBlank();
    }

    int firstLine() {
        return lines.length == 0 ? 1 : lines[0];
    }

    int lastLine() {
        return lines.length == 0 ? 1 : lines[lines.length - 1];
    }

    /** The characters from {@code from} to before {@code to}, with white space as single spaces and none at the ends. */
    Passage part(int from, int to) {
        Builder part = new Builder();
        boolean gap = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == HARD_BREAK || c == '\u00a0' || c == '\ufeff') {
                gap = part.length() > 0;
                continue;
            }
            if (gap && !(Script.unspaced(part.last()) && Script.unspaced(c))) {
                part.append(' ', lines[i]);
            }
            gap = false;
            part.append(c, lines[i]);
        }
        return part.passage();
    }

    Passage whole() {
        return part(0, text.length());
    }

    static Passage of(String text, int line) {
        Builder builder = new Builder();
        for (int i = 0; i < text.length(); i++) {
            builder.append(text.charAt(i), line);
        }
        return builder.passage();
    }

    static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private int[] lines = new int[64];

        void append(char c, int line) {
            if (text.length() == lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
            lines[text.length()] = line;
            text.append(c);
        }

        void append(String more, int line) {
            for (int i = 0; i < more.length(); i++) {
                append(more.charAt(i), line);
            }
        }

        int length() {
            return text.length();
        }

        char last() {
            return text.charAt(text.length() - 1);
        }

        Passage passage() {
            return new Passage(text.toString(), Arrays.copyOf(lines, text.length()));
        }
    }
}
