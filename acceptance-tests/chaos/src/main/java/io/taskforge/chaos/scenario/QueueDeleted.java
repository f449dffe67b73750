package io.taskforge.chaos.scenario;

import io.taskforge.chaos.node.RabbitNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.WorldPlan;
import io.taskforge.model.broker.BrokerNames;
import java.time.Duration;

/** Somebody deletes the queue under its consumers, which are told that they were cancelled and go on being connected. */
public final class QueueDeleted implements Scenario {

    private static final int TIMES = 3;

    @Override
    public String id() {
        return "C4d";
    }

    @Override
    public String title() {
        return "the queue is deleted, three times";
    }

    /** The workers hardly look by themselves: a consumer that is not set up again shows as a standstill. */
    @Override
    public WorldPlan world() {
        return Scenario.super.world().withWorkers("TASKFORGE_WORKER_POLL", "60s");
    }

    @Override
    public void run(Run run) throws Exception {
        for (int i = 0; i < TIMES; i++) {
            var flow = run.load().submitting(run.jobs() / TIMES, Duration.ofSeconds(6));
            Waiting.rest(Duration.ofSeconds(3));
            if (run.world().broker() instanceof RabbitNode rabbit) {
                run.step("queue deleted");
                rabbit.deleteQueue(BrokerNames.GENERATE_QUEUE);
            } else {
                run.note("the embedded broker cannot be told to; not played");
            }
            flow.join();
        }
    }
}
