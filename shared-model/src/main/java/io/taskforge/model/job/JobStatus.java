package io.taskforge.model.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a job stands. A terminal status never changes again. */
public enum JobStatus {
    /** Accepted and durable; waits for a worker. */
    QUEUED(false),
    /** A worker holds its lease. */
    RUNNING(false),
    /** Cancelled by the client while a worker holds it; the worker, or the sweeper after a grace, ends it. */
    CANCELLING(false),
    COMPLETED(true),
    FAILED(true),
    CANCELLED(true),
    /** Nobody took it before its time in the queue was up. */
    EXPIRED(true);

    private final boolean terminal;

    JobStatus(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean terminal() {
        return terminal;
    }

    /** The word on the wire and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when no status has that word */
    @JsonCreator
    public static JobStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
