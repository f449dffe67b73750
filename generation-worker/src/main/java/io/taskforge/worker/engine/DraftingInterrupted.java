package io.taskforge.worker.engine;

/** The drafting thread was interrupted: the job was cancelled, its lease lost, or the worker is shutting down. Not a failure. */
public final class DraftingInterrupted extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DraftingInterrupted() {
        super("drafting was interrupted");
    }
}
