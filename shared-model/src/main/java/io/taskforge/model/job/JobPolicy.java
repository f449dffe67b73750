package io.taskforge.model.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The numbers that both services must agree on; the reasons stand in docs/adr/0002 and 0003. */
@ConfigMapping(prefix = "taskforge.job")
public interface JobPolicy {

    /** How long a worker may be silent. Longer: a killed worker's job waits longer. Shorter: a slow disk looks like a death. */
    @WithDefault("20s")
    Duration lease();

    /** How often a worker says that it lives; a quarter of the lease survives three lost beats. */
    @WithDefault("5s")
    Duration heartbeat();

    /** How often any replica looks for lost leases and passed deadlines. */
    @WithDefault("5s")
    Duration sweep();

    /** How long one run may take, unless the request's budget says otherwise. */
    @WithDefault("25m")
    Duration runDeadline();

    /** How long a job may wait in the queue before it expires. */
    @WithDefault("24h")
    Duration queueExpiry();

    /** How long a worker has to acknowledge a cancel before the sweeper does it. */
    @WithDefault("30s")
    Duration cancelGrace();

    /** Runs that may fail before the job does, unless the request's budget says otherwise. */
    @WithDefault("3")
    int failuresAtMost();

    /** Workers that may vanish under a job before it is taken for poison. */
    @WithDefault("3")
    int crashesAtMost();

    /** The first backoff's upper end; each further one doubles it. */
    @WithDefault("5s")
    Duration backoffBase();

    /** No backoff is longer. */
    @WithDefault("10m")
    Duration backoffCap();
}
