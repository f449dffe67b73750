package io.taskforge.chaos.scenario;

import io.taskforge.chaos.node.RabbitNode;
import io.taskforge.chaos.waiting.Waiting;
import java.time.Duration;

/** The broker's disk is low: it takes nothing from publishers any more, and does not tell them. */
public final class BrokerAlarm implements Scenario {

    private static final Duration OUTAGE = Duration.ofSeconds(60);

    @Override
    public String id() {
        return "C9b";
    }

    @Override
    public String title() {
        return "the broker blocks publishers for 60 s, its disk being low";
    }

    @Override
    public void run(Run run) throws Exception {
        if (!(run.world().broker() instanceof RabbitNode rabbit)) {
            run.note("the embedded broker has no such alarm; played without");
            run.flow(Duration.ZERO).join();
            return;
        }
        Duration outage = run.shortened(OUTAGE);
        var flow = run.flow(outage);
        Waiting.rest(Duration.ofSeconds(3));
        run.step("alarm");
        rabbit.diskAlarm(true);
        Waiting.rest(outage);
        run.step("alarm over");
        rabbit.diskAlarm(false);
        flow.join();
    }
}
