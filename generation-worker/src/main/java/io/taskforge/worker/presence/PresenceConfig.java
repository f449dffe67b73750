package io.taskforge.worker.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often this worker says how it is. */
@ConfigMapping(prefix = "taskforge.presence")
public interface PresenceConfig {

    /** Between two words to the database. Longer: operators see a lost worker, or a changed one, later by as much. */
    @WithDefault("10s")
    Duration interval();

    /** How old what is known of the model may be. Shorter: its server is asked more small questions, though never for a word of its model. */
    @WithDefault("1m")
    Duration modelCheck();
}
