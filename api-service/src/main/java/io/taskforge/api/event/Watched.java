package io.taskforge.api.event;

import io.taskforge.model.job.JobEvent;

/** What a watcher is told. A provisional ticket, once workers tell of them, is one more of these. */
public sealed interface Watched {

    /** Something happened to the job. */
    record Happened(JobEvent event) implements Watched {}

    /** Nothing did, for as long as a stream may be silent. */
    record Nothing() implements Watched {}
}
