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

    /**
     * How long a free slot may wait for the ring of a job that this worker then finds by looking, before the line to the broker counts
     * as broken and is opened again. More than {@link #poll} and its jitter: never. Less than a relay's poll: lines are broken for
     * rings that are on their way.
     */
    @WithDefault("3s")
    Duration ringOverdue();

    /** How long running jobs may go on when the worker stops; what is unfinished then is handed back and starts over elsewhere. */
    @WithDefault("25s")
    Duration drain();
}
