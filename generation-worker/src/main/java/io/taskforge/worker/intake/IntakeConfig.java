package io.taskforge.worker.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much this worker takes on, and how it lets go. */
@ConfigMapping(prefix = "taskforge.worker")
public interface IntakeConfig {

    /** Jobs run at once. More than the model's server works on in parallel only moves the queue from here to there. */
    @WithDefault("2")
    int slots();

    /** How often, give or take half of it, an idle worker looks for waiting jobs itself: what a lost ring costs. */
    @WithDefault("5s")
    Duration poll();

    /** How long running jobs may go on when the worker stops; what is unfinished then is handed back and starts over elsewhere. */
    @WithDefault("25s")
    Duration drain();
}
