package io.taskforge.worker.ingest;

/**
 * Lines of a specification.
 *
 * @param start 1-based
 * @param end inclusive
 */
public record LineSpan(int start, int end) {

    public LineSpan {
        if (start < 1 || end < start) {
            throw new IllegalArgumentException("not a span of lines: " + start + " to " + end);
        }
    }
}
