package io.taskforge.model.job;

import java.time.Instant;
import java.util.Objects;

/**
 * A place among a client's jobs, newest first. It stays where it is, whatever is submitted or erased.
 *
 * @param createdAt to the microsecond
 */
public record JobPlace(Instant createdAt, JobId id) {

    public JobPlace {
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(id, "id");
    }
}
