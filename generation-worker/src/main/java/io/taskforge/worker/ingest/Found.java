package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;

/** A statement while it is being read: later lines may still add to it. */
final class Found {

    private static final int TEXT_LIMIT = 500;
    private static final int DETAIL_LIMIT = 400;
    private static final int DETAILS_AT_MOST = 24;

    private StatementKind kind;
    private Strength strength;
    private String text;
    private final List<String> details = new ArrayList<>();
    private final int start;
    private int end;
    private final int section;
    private boolean told;

    Found(StatementKind kind, Strength strength, String text, int start, int end, int section) {
        this.kind = kind;
        this.strength = strength;
        this.text = Script.first(text, TEXT_LIMIT).strip();
        this.start = start;
        this.end = Math.max(start, end);
        this.section = section;
    }

    StatementKind kind() {
        return kind;
    }

    Strength strength() {
        return strength;
    }

    String text() {
        return text;
    }

    int section() {
        return section;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    List<String> details() {
        return details;
    }

    /** Marks what nothing but its place among other items makes a statement. */
    Found onlyTold() {
        told = true;
        return this;
    }

    boolean isOnlyTold() {
        return told;
    }

    boolean isWork() {
        return kind != StatementKind.QUESTION && kind != StatementKind.NON_GOAL;
    }

    void add(String detail, int line) {
        String trimmed = Script.first(detail.strip(), DETAIL_LIMIT).strip();
        if (!trimmed.isEmpty() && details.size() < DETAILS_AT_MOST && !details.contains(trimmed)) {
            details.add(trimmed);
        }
        end = Math.max(end, line);
    }

    /** Takes in another statement as part of this one. */
    void absorb(Found other) {
        if (!other.text.equals(text)) {
            add(other.text, other.end);
        }
        other.details.forEach(detail -> add(detail, other.end));
        if (other.strength.compareTo(strength) > 0) {
            strength = other.strength;
        }
        if (other.kind == StatementKind.USER_STORY) {
            kind = StatementKind.USER_STORY;
        }
        end = Math.max(end, other.end);
    }

    Statement numbered(int number) {
        return new Statement(number, kind, strength, text, details, new LineSpan(start, end), section);
    }
}
