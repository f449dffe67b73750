package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells titles by the line of punctuation under them, and their level by the order in which kinds of lines first appear. */
final class RstTitles {

    /** @param overlined whether the title stands between two lines, and {@code markdown} belongs on the second */
    record Title(String markdown, boolean overlined) {}

    private static final String ADORNMENTS = "=-`:.'\"~^_*+#<>";
    private static final int DEEPEST = 6;

    private final List<String> kinds = new ArrayList<>();

    /** The title that begins at the line. */
    Optional<Title> heading(List<String> lines, int at) {
        String line = lines.get(at);
        if (at + 2 < lines.size()
                && isAdornment(line)
                && !lines.get(at + 1).isBlank()
                && lines.get(at + 2).stripTrailing().equals(line.stripTrailing())
                && underlines(lines.get(at + 2), lines.get(at + 1).strip())) {
            return Optional.of(title(lines.get(at + 1), "over" + line.charAt(0), true));
        }
        boolean under = at + 1 < lines.size()
                && underlines(lines.get(at + 1), line)
                && (at == 0 || lines.get(at - 1).isBlank() || isAdornment(lines.get(at - 1)));
        return under ? Optional.of(title(line, "" + lines.get(at + 1).charAt(0), false)) : Optional.empty();
    }

    private Title title(String text, String kind, boolean overlined) {
        if (!kinds.contains(kind)) {
            kinds.add(kind);
        }
        int level = Math.min(DEEPEST, kinds.indexOf(kind) + 1);
        return new Title("#".repeat(level) + " " + text.strip(), overlined);
    }

    /** Whether the line is punctuation as long as the title above it, give or take a character. */
    static boolean underlines(String line, String title) {
        String trimmed = title.stripTrailing();
        return !trimmed.isEmpty()
                && !Character.isWhitespace(trimmed.charAt(0))
                && !isAdornment(trimmed)
                && isAdornment(line)
                && line.stripTrailing().length() >= Math.min(trimmed.length() - 1, 40);
    }

    private static boolean isAdornment(String line) {
        String trimmed = line.stripTrailing();
        if (trimmed.length() < 3 || ADORNMENTS.indexOf(trimmed.charAt(0)) < 0) {
            return false;
        }
        return trimmed.chars().allMatch(c -> c == trimmed.charAt(0));
    }
}
