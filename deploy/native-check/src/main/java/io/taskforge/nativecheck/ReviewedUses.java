package io.taskforge.nativecheck;

import io.taskforge.nativecheck.used.Use;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Look-ups that need no registration although they look like it, each with its reason: {@code reviewed-uses.txt}. A line that nothing
 * is covered by any more is told of, so that the list does not outlive its reasons.
 */
final class ReviewedUses {

    private static final String FILE = "reviewed-uses.txt";
    private static final int PARTS = 4;

    private record Line(Pattern kind, Pattern target, Pattern caller, String text) {

        boolean covers(Use use) {
            return kind.matcher(use.kind().name()).matches()
                    && target.matcher(use.target()).matches()
                    && caller.matcher(use.callerType()).matches();
        }
    }

    private final List<Line> lines;
    private final Set<Line> used = new HashSet<>();

    private ReviewedUses(List<Line> lines) {
        this.lines = lines;
    }

    /** The list that is kept beside this class. */
    static ReviewedUses load() {
        try (InputStream in = ReviewedUses.class.getResourceAsStream(FILE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when a line has no reason */
    static ReviewedUses parse(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\\s*\\|\\s*", -1);
            if (parts.length != PARTS || parts[PARTS - 1].isBlank()) {
                throw new IllegalArgumentException("not \"kind | target | caller | reason\": " + line);
            }
            lines.add(new Line(glob(parts[0]), glob(parts[1]), glob(parts[2]), line));
        }
        return new ReviewedUses(lines);
    }

    private static Pattern glob(String text) {
        StringBuilder pattern = new StringBuilder();
        for (String alternative : text.split(",", -1)) {
            pattern.append(pattern.isEmpty() ? "" : "|");
            pattern.append(Pattern.quote(alternative.strip()).replace("*", "\\E.*\\Q"));
        }
        return Pattern.compile(pattern.toString());
    }

    boolean covers(Use use) {
        boolean covered = false;
        for (Line line : lines) {
            if (line.covers(use)) {
                used.add(line);
                covered = true;
            }
        }
        return covered;
    }

    /** Lines that have covered nothing so far. */
    List<String> unused() {
        return lines.stream()
                .filter(line -> !used.contains(line))
                .map(Line::text)
                .toList();
    }
}
