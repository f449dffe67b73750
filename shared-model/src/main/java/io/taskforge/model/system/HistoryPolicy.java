package io.taskforge.model.system;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what operators see of the system is kept. Longer only costs rows, of which there are 1,440 a day. */
@ConfigMapping(prefix = "taskforge.history")
public interface HistoryPolicy {

    /** What the queue was like, minute by minute. */
    @WithDefault("14d")
    Duration queue();

    /** A worker that went without a word. Shorter: it is gone before anyone has asked what became of it. */
    @WithDefault("1d")
    Duration silentWorkers();
}
