package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobProgress.Phase;
import io.taskforge.worker.engine.DraftingInterrupted;

/** Reports progress that only ever grows, and stops the work when its thread is interrupted. */
final class Progress {

    private static final int EXPAND_FROM = 25;
    private static final int EXPAND_TO = 85;
    private static final int OUTLINE_FROM = 4;

    private final DraftingObserver observer;
    private int percent;
    private int drafted;

    Progress(DraftingObserver observer) {
        this.observer = observer;
    }

    void reached(Phase phase, int at, String message) {
        stopIfInterrupted();
        percent = Math.max(percent, Math.min(at, 100));
        observer.progressed(new JobProgress(phase, percent, drafted, message));
    }

    void outlined(int done, int of) {
        reached(
                Phase.DRAFTING,
                OUTLINE_FROM + (EXPAND_FROM - OUTLINE_FROM) * done / Math.max(1, of),
                "Outlined " + done + " of " + of + " tickets.");
    }

    void expanded(int done, int of) {
        drafted = done;
        reached(
                Phase.DRAFTING,
                EXPAND_FROM + (EXPAND_TO - EXPAND_FROM) * done / Math.max(1, of),
                "Drafted " + done + " of " + of + " tickets.");
    }

    /** Called before every unit of work. */
    static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new DraftingInterrupted();
        }
    }
}
