package io.taskforge.api.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What every client is held to whose own terms do not say otherwise. Rates are per replica. All at least 1. */
@ConfigMapping(prefix = "taskforge.limits")
public interface LimitsConfig {

    /** Jobs of one client that wait or run at one time. Higher: one client's backlog can keep the others waiting for longer. */
    @WithDefault("1000")
    int activeJobs();

    /** Submissions a second over a longer time. Retries of an accepted one are answered beyond it. */
    @WithDefault("50")
    int submitPerSecond();

    /** Submissions at once, after a quiet while. */
    @WithDefault("200")
    int submitBurst();

    /** Other requests a second over a longer time. Lower: clients that poll have to wait, or to ask with {@code wait}. */
    @WithDefault("500")
    int readPerSecond();

    /** Other requests at once, after a quiet while. */
    @WithDefault("1000")
    int readBurst();
}
