package io.taskforge.api.event;

import io.taskforge.model.job.JobEvent;

/** What a watcher is told. */
public sealed interface Watched {

    /** Something happened to the job. */
    record Happened(JobEvent event) implements Watched {}

    /** Nothing did, for as long as a stream may be silent. */
    record Nothing() implements Watched {}
}
