package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;
import java.util.List;

/** The services are restarted one after the other, as in an upgrade. Interrupted is not failed: no budget pays for it. */
public final class RollingRestart implements Scenario {

    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final int ROUNDS = 2;

    @Override
    public String id() {
        return "C13";
    }

    @Override
    public String title() {
        return "every service is restarted in turn, every 20 s";
    }

    /** Shorter than the slowest job, so that jobs are handed back and not only waited for. */
    @Override
    public WorldPlan world() {
        return Scenario.super.world().withWorkers("TASKFORGE_WORKER_DRAIN", "3s");
    }

    @Override
    public void run(Run run) throws Exception {
        run.modelTakes(Duration.ofMillis(2_500));
        Duration every = run.shortened(EVERY);
        int rounds = run.isShort() ? 1 : ROUNDS;
        var flow = run.flow(every.multipliedBy(4L * rounds));
        for (int round = 0; round < rounds; round++) {
            for (ServiceNode service : run.world().services()) {
                Waiting.rest(every);
                run.step("restarts " + service.name());
                service.terminate();
                service.launch();
                service.awaitReady();
            }
        }
        run.modelTakes(Duration.ZERO);
        flow.join();
        run.afterwards(evidence -> {
            long handedBack = evidence.database().events().values().stream()
                    .flatMap(List::stream)
                    .filter(event -> event.type().equals("handed_back"))
                    .count();
            run.note(handedBack + " jobs were handed back");
            return evidence.database().jobs().values().stream()
                    .filter(job -> job.failures() + job.crashes() > 0)
                    .map(job -> new Violation(
                            "C13",
                            "job %s paid for a restart: failures %d, crashes %d"
                                    .formatted(job.id(), job.failures(), job.crashes())))
                    .toList();
        });
    }
}
