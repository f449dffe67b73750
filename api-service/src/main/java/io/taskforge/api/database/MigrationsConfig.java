package io.taskforge.api.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.time.Duration;

/** Who brings the database's schema up to this build, and how patiently. */
@ConfigMapping(prefix = "taskforge.migrations")
interface MigrationsConfig {

    /** What this process does about a schema that is older than it. */
    enum Mode {
        /** Migrates at its start. */
        APPLY,
        /** Leaves it, and is not ready until somebody has. */
        CHECK,
        /** Migrates, serves nothing and ends with exit code 0. */
        ONLY
    }

    /**
     * Whether this process migrates the database: {@code apply} at its start; {@code check} does not, and is not ready until the
     * schema is new enough; {@code only} migrates, serves nothing and ends with exit code 0, as a job before a rollout.
     */
    @WithParentName
    @WithDefault("apply")
    Mode mode();

    /**
     * How long a migration may wait for a lock. Whatever comes after it waits behind it, requests too: longer than they may wait, they
     * fail. Shorter: a busy table is never found free.
     */
    @WithDefault("3s")
    Duration lockTimeout();

    /** How often a migration is tried that got no lock, before the start is given up. */
    @WithDefault("20")
    int attempts();

    /** What requests have between two tries, to catch up. */
    @WithDefault("5s")
    Duration pause();
}
