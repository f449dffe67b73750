package io.taskforge.eval.gold;

/** Lines of a specification, 1-based, both included. */
public record Span(int start, int end) {

    public Span {
        if (start < 1 || end < start) {
            throw new IllegalArgumentException("not a span of lines: " + start + " to " + end);
        }
    }

    public boolean touches(Span other) {
        return start <= other.end && other.start <= end;
    }

    public boolean has(int line) {
        return start <= line && line <= end;
    }

    public int length() {
        return end - start + 1;
    }
}
