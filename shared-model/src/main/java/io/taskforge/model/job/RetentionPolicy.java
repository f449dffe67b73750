package io.taskforge.model.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what belongs to a finished job is kept. Shorter: less to leak and to store. Longer: clients may come late. */
@ConfigMapping(prefix = "taskforge.retention")
public interface RetentionPolicy {

    /** Specification, title and a model's own words about them, from the job's end; what stays are a hash and the number of lines. */
    @WithDefault("7d")
    Duration input();

    /** Result, events and drafts, from the job's end. A job keeps what it was promised when it completed. */
    @WithDefault("30d")
    Duration result();

    /** The job's record and its idempotency key, from the job's end: not shorter than the result's, nor than a day. */
    @WithDefault("90d")
    Duration job();

    /** What became of each attempt to deliver a callback. */
    @WithDefault("30d")
    Duration callbackLog();

    /** How often any replica erases what is due. Longer: things outlive their time by as much. Shorter: the database is asked in vain. */
    @WithDefault("1h")
    Duration sweep();
}
