package io.taskforge.model.job.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Some jobs, wherever they are kept: what is true of them must be true in each. */
interface World {

    /** All jobs, as they stand. */
    List<Seen> jobs();

    /** No event so far was later. */
    Instant now();

    void pass(Duration time);

    /** @param job that it happens to; a sweep happens to all */
    void happen(int job, Event event);
}
