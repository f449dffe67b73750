package io.taskforge.api.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lines of a specification.
 *
 * @param start 1-based
 * @param end inclusive
 */
public record LineRange(int start, int end) {

    public LineRange {
        if (start < 1 || end < start) {
            throw new IllegalArgumentException("not a range of lines: " + start + " to " + end);
        }
    }

    /** What of these lines a text of so many lines has; empty when that is nothing. */
    static Optional<LineRange> within(int lines, int start, int end) {
        int first = Math.max(1, start);
        int last = Math.min(lines, end);
        return first <= last ? Optional.of(new LineRange(first, last)) : Optional.empty();
    }

    /** The same lines in ascending order, with what overlaps or adjoins as one. */
    static List<LineRange> joined(Collection<LineRange> ranges) {
        List<LineRange> joined = new ArrayList<>();
        for (LineRange range : ranges.stream()
                .sorted(Comparator.comparingInt(LineRange::start))
                .toList()) {
            if (!joined.isEmpty() && range.start() <= joined.getLast().end() + 1) {
                LineRange before = joined.removeLast();
                joined.add(new LineRange(before.start(), Math.max(before.end(), range.end())));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
