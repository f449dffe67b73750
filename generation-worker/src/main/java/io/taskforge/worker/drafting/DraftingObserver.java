package io.taskforge.worker.drafting;

/** Hears how far a job is. Called on the drafting thread, so it must not block for long. */
@FunctionalInterface
public interface DraftingObserver {

    void progressed(DraftingProgress progress);
}
