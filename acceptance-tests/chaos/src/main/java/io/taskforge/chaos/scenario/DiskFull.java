package io.taskforge.chaos.scenario;

import io.taskforge.chaos.node.PostgresNode;
import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** The database's disk is full for a while. What cannot be written is not acknowledged, and afterwards nothing has to be mended. */
public final class DiskFull implements Scenario {

    private static final int MEGABYTES = 96;
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "C9a";
    }

    @Override
    public String title() {
        return "the database's disk is full for 30 s";
    }

    @Override
    public WorldPlan world() {
        return Scenario.super.world().withDatabase(new PostgresNode.Plan(OptionalInt.of(MEGABYTES), Map.of()));
    }

    @Override
    public void run(Run run) throws Exception {
        Duration outage = run.shortened(OUTAGE);
        var flow = run.flow(outage.plus(Duration.ofSeconds(10)));
        run.pause(Duration.ofSeconds(5));
        run.step("disk full");
        run.world().database().fillDisk();
        run.pause(outage);
        run.step("disk free");
        run.world().database().freeDisk();
        if (!run.world().database().alive()) {
            run.note("the database had ended itself, as it does when it cannot write its log; it was started again");
            run.world().database().start();
        }
        run.answersWithin("after the disk is free every service answers", Duration.ofSeconds(5));
        flow.join();
    }
}
