package io.taskforge.worker.ingest;

/** How strongly a statement asks, weakest first. */
public enum Strength {
    MAY,
    SHOULD,
    MUST
}
