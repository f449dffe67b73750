package io.taskforge.api.failure;

/** A job in its wire shape, as far as errors need to know it. */
public interface ShownJob {

    String jobId();

    /** As on the wire. */
    String status();
}
