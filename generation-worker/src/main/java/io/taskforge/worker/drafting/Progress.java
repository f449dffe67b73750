package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobProgress.Phase;
import io.taskforge.worker.engine.DraftingInterrupted;

/** Reports progress that only ever grows, and stops the work when its thread is interrupted. */
final class Progress {

    private static final int EXPAND_FROM = 25;
    private static final int LINK_FROM = 85;
    private static final int LINK_TO = 90;
    private static final int REPAIR_FROM = 91;
    private static final int REPAIR_TO = 96;
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
                between(OUTLINE_FROM, EXPAND_FROM, done, of),
                "Outlined " + done + " of " + of + " tickets.");
    }

    void expanded(int done, int of) {
        drafted = done;
        reached(
                Phase.DRAFTING,
                between(EXPAND_FROM, LINK_FROM, done, of),
                "Drafted " + done + " of " + of + " tickets.");
    }

    void linking(int done, int of) {
        reached(
                Phase.VALIDATING,
                between(LINK_FROM, LINK_TO, done, of),
                "Looked for dependencies of " + done + " of " + of + " tickets.");
    }

    void repairing(int done, int of, String title) {
        reached(Phase.REPAIRING, between(REPAIR_FROM, REPAIR_TO, done, of), "Asking again for “" + title + "”.");
    }

    private static int between(int from, int to, int done, int of) {
        return from + (to - from) * done / Math.max(1, of);
    }

    /** Called before every unit of work. */
    static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new DraftingInterrupted();
        }
    }
}
