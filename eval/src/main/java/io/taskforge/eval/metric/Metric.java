package io.taskforge.eval.metric;

/** What is measured, in the order of the table. {@code eval/README.md} defines each and says where it is weak. */
public enum Metric {
    TICKETS("tickets, without epics", Kind.COUNT),
    CONFORMANCE("results that break no rule", Kind.SHARE),
    RAW_CONFORMANCE("drafts that break no rule before any check", Kind.SHARE),
    COVERAGE("coverage, declared and by text", Kind.SHARE),
    COVERAGE_DECLARED("  declared alone", Kind.SHARE),
    COVERAGE_TEXT("  by text alone", Kind.SHARE),
    COVERAGE_MUST("  of what must be", Kind.SHARE),
    COVERAGE_WEIGHTED("  weighted 3-2-1 by strength", Kind.SHARE),
    COVERAGE_AT_3("coverage with 3 tickets", Kind.SHARE),
    COVERAGE_AT_10("coverage with 10 tickets", Kind.SHARE),
    COVERAGE_AT_30("coverage with 30 tickets", Kind.SHARE),
    DETAILS("details kept by their ticket", Kind.SHARE),
    EXTRACTION_RECALL("extraction: recall", Kind.SHARE),
    EXTRACTION_PRECISION("extraction: precision", Kind.SHARE),
    DISTRACTORS("distractors drafted", Kind.COUNT),
    UNGROUNDED("sentences without support", Kind.SHARE),
    REDUNDANT("tickets like an earlier one", Kind.SHARE),
    BAD_DEPENDENCIES("dangling, circular or misplaced links", Kind.COUNT),
    EDGE_RECALL("stated dependencies found", Kind.SHARE),
    EDGE_PRECISION("dependencies that are stated", Kind.SHARE),
    TESTABLE("testable criteria (heuristic)", Kind.SHARE),
    COUNT_EXACT("asked counts met exactly", Kind.SHARE),
    COUNT_KEPT("asked counts met, or said why not", Kind.SHARE),
    MILLIS("time, ms", Kind.COUNT),
    CALLS("model calls", Kind.COUNT),
    TOKENS("tokens, in and out", Kind.COUNT);

    /** How figures are written and added up. */
    public enum Kind {
        SHARE,
        COUNT
    }

    private final String what;
    private final Kind kind;

    Metric(String what, Kind kind) {
        this.what = what;
        this.kind = kind;
    }

    public String what() {
        return what;
    }

    public Kind kind() {
        return kind;
    }
}
