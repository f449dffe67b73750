package io.taskforge.worker.lease;

/** The database did not answer for as long as the lease lasts. What was to be written is not ours to write any more. */
public final class DatabaseSilent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseSilent(Throwable last) {
        super(last.getMessage(), last);
    }
}
