package io.taskforge.api.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How jobs are watched. */
@ConfigMapping(prefix = "taskforge.events")
interface EventsConfig {

    /** Streams that one client may have open at this replica, over both doors. More: one client can take up more connections. */
    @WithDefault("5")
    int streamsPerClient();

    /** How often one statement asks whether anything happened to any watched job. Longer: watchers learn of it later. Shorter: more statements. */
    @WithDefault("250ms")
    Duration poll();

    /** How long a stream may be silent. Longer than a proxy's patience: the proxy cuts the stream. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long one stream may last before its client has to open it again, and so to show a key that is still in force. */
    @WithDefault("1h")
    Duration longest();

    /** How long the database may be away before streams are ended. Longer: watchers are told nothing for longer. */
    @WithDefault("30s")
    Duration outage();
}
