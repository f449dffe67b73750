package io.taskforge.chaos.scenario;

import java.time.Duration;

/** Nothing fails: what every other scenario is to be compared with. */
public final class Undisturbed implements Scenario {

    @Override
    public String id() {
        return "C0";
    }

    @Override
    public String title() {
        return "nothing fails";
    }

    @Override
    public void run(Run run) {
        var unused = run.flow(Duration.ZERO).join();
    }
}
