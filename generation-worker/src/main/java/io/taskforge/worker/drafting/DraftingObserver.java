package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobProgress;

/** Hears how far a job is. Called on the drafting thread, so it must not block for long. */
@FunctionalInterface
public interface DraftingObserver {

    void progressed(JobProgress progress);
}
