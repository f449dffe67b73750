package io.taskforge.worker.ingest;

/**
 * Something worth keeping that asks for no work.
 *
 * @param text without markup, at most 1,000 code points
 * @param section index into {@link SpecDocument#sections()}
 */
public record Remark(Kind kind, String text, LineSpan lines, int section) {

    /** What a remark is about. */
    public enum Kind {
        /** What the product is, in a paragraph. */
        OVERVIEW,
        /** What may go wrong. */
        RISK,
        /** When something is to be ready. */
        MILESTONE
    }
}
