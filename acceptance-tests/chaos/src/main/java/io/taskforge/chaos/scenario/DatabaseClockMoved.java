package io.taskforge.chaos.scenario;

import io.taskforge.chaos.node.PostgresNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * The clock that everything is measured by is set: forward, back, further back, and forward again. Leases may run out that had not, and
 * what is due may wait; nothing is lost and nothing is done twice at a time.
 */
public final class DatabaseClockMoved implements Scenario {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Duration BETWEEN = Duration.ofSeconds(12);

    @Override
    public String id() {
        return "C8b";
    }

    @Override
    public String title() {
        return "the database's clock is set five minutes forward and back";
    }

    @Override
    public WorldPlan world() {
        return Scenario.super.world().withDatabase(new PostgresNode.Plan(OptionalInt.empty(), true));
    }

    /** What was made while the clock was ahead is due only when the time has come again. */
    @Override
    public Duration patience() {
        return STEP.multipliedBy(2).plus(Scenario.super.patience());
    }

    @Override
    public void run(Run run) throws Exception {
        run.expected().steppingTheClock();
        run.modelTakes(Duration.ofMillis(300));
        Duration step = run.shortened(STEP);
        List<Duration> settings = List.of(step, Duration.ZERO, step.negated(), Duration.ZERO);
        var flow = run.flow(BETWEEN.multipliedBy(settings.size()));
        for (Duration ahead : settings) {
            Waiting.rest(BETWEEN);
            run.step("the database's clock is off by " + ahead.toSeconds() + " s");
            run.world().database().moveClock(ahead);
        }
        flow.join();
    }
}
