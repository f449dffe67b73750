package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Evidence;
import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.node.FakeClock;
import io.taskforge.chaos.node.ServiceNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** One worker's clock is ten minutes ahead, the other's ten minutes behind. The only clock is the database's: it makes no difference. */
public final class WorkersOffTheClock implements Scenario {

    private static final Duration OFF = Duration.ofMinutes(10);
    private static final Duration FLOW = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "C8a";
    }

    @Override
    public String title() {
        return "the workers' clocks are ten minutes ahead and behind";
    }

    @Override
    public void run(Run run) throws Exception {
        run.modelTakes(Duration.ofMillis(300));
        restartedOff(run, run.world().workers().getFirst(), OFF);
        restartedOff(run, run.world().workers().getLast(), OFF.negated());
        run.flow(run.shortened(FLOW)).join();
        run.afterwards(WorkersOffTheClock::judge);
    }

    private static void restartedOff(Run run, ServiceNode worker, Duration off) throws IOException {
        worker.terminate();
        worker.launch(FakeClock.ahead(off));
        worker.awaitReady();
        Duration seen = Duration.between(run.now(), lastWritten(worker));
        if (seen.minus(off).abs().compareTo(OFF.dividedBy(2)) > 0) {
            throw new IllegalStateException(worker.name() + " is not off by " + off + " but by " + seen);
        }
        run.step(worker.name() + " is off by " + off.toMinutes() + " min");
    }

    /** By the worker's own clock. */
    private static Instant lastWritten(ServiceNode worker) throws IOException {
        for (String line : Files.readAllLines(worker.log()).reversed()) {
            try {
                return OffsetDateTime.parse(line.split(" ", 2)[0]).toInstant();
            } catch (DateTimeException e) {
                // A line of several.
            }
        }
        throw new IllegalStateException(worker.name() + " has written nothing");
    }

    static List<Violation> judge(Evidence evidence) {
        return evidence.database().jobs().values().stream()
                .filter(job -> job.attempt() != 1)
                .map(job -> new Violation("C8a", "job " + job.id() + " was run " + job.attempt() + " times"))
                .toList();
    }
}
