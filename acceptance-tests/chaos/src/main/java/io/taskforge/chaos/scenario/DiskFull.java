package io.taskforge.chaos.scenario;

import io.taskforge.chaos.node.PostgresNode;
import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;
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
        return Scenario.super.world().withDatabase(new PostgresNode.Plan(OptionalInt.of(MEGABYTES), false));
    }

    @Override
    public void run(Run run) throws Exception {
        Duration outage = run.shortened(OUTAGE);
        var flow = run.flow(outage.plus(Duration.ofSeconds(10)));
        run.pause(Duration.ofSeconds(5));
        run.step("disk full");
        run.world().database().fillDisk();
        answersOfAFullDisk(run, outage);
        run.step("disk free");
        run.world().database().freeDisk();
        if (!run.world().database().alive()) {
            run.note("the database had ended itself, as it does when it cannot write its log; it was started again");
            run.world().database().start();
        }
        run.answersWithin("after the disk is free every service answers", Duration.ofSeconds(5));
        flow.join();
    }

    /** Either it is kept or the client is told to come again, and when. Nothing else will do. */
    private static void answersOfAFullDisk(Run run, Duration outage) throws InterruptedException {
        long end = System.nanoTime() + outage.toNanos();
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<Submission> refused = new ArrayList<>();
        while (System.nanoTime() < end) {
            Submission one = run.load().next();
            switch (run.load().once(one, one.body())) {
                case Answer.Received received -> {
                    statuses.merge(received.status(), 1, Integer::sum);
                    if (received.status() != ACCEPTED) {
                        refused.add(one);
                        demandComeAgain(run, received);
                    }
                }
                case Answer.Lost lost -> refused.add(one);
            }
            run.pause(BETWEEN);
        }
        run.note("answers while the disk was full, by their status: " + statuses);
        // As a client does that was refused for now.
        Thread.ofVirtual().start(() -> refused.forEach(one -> insist(run, one)));
    }

    private static void demandComeAgain(Run run, Answer.Received received) {
        if (received.status() != UNAVAILABLE || received.retryAfter().isEmpty()) {
            run.broken("a submission was answered " + received.status() + " with Retry-After "
                    + received.retryAfter().map(Duration::toString).orElse("missing") + " while the disk was full");
        }
    }
}
