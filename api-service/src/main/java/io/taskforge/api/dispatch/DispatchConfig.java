package io.taskforge.api.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages leave the outbox. */
@ConfigMapping(prefix = "taskforge.dispatch")
interface DispatchConfig {

    /** How often the outbox is looked at without being told to: what a lost wake-up costs at the most. */
    @WithDefault("1s")
    Duration poll();

    /** How long the broker may take to confirm. Longer: a lost confirm holds the others up. Shorter: a slow broker gets each message twice. */
    @WithDefault("3s")
    Duration publishTimeout();

    /**
     * How long the one message may take that probes a broker which confirms nothing. Longer: a broker that stood still is noticed later
     * when it has forgotten the connection. Shorter than its answers: it is noticed by a late one.
     */
    @WithDefault("1s")
    Duration probeTimeout();

    /** Messages on their way at once; a few dozen hide the confirm's latency, more gain nothing. */
    @WithDefault("32")
    int inFlight();
}
