package io.taskforge.api.failure;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** A job in its wire shape, as far as errors need to know it. */
@RegisterForReflection
public interface ShownJob {

    String jobId();

    /** As on the wire. */
    String status();
}
