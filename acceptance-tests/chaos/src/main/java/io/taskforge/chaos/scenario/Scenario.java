package io.taskforge.chaos.scenario;

import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;

/** Something that goes wrong while jobs flow. */
public interface Scenario {

    /** As it is asked for: C and a number. */
    String id();

    /** What fails, in a few words. */
    String title();

    default WorldPlan world() {
        return WorldPlan.USUAL;
    }

    /** Submits jobs, brings the fault about, and ends it. What is left to do then is waited for by the caller. */
    void run(Run run) throws Exception;

    /** How long everything may take to come to its end once the fault is over. */
    default Duration patience() {
        return Duration.ofMinutes(5);
    }
}
