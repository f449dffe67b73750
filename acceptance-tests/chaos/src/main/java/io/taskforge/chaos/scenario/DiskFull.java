package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.client.Answer;
import io.taskforge.chaos.client.Submission;
import io.taskforge.chaos.node.PostgresNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The database's disk is full for a while. What cannot be written is not acknowledged: the client is told to come again, and when. Once
 * there is room nothing has to be mended.
 */
public final class DiskFull implements Scenario {

    private static final int MEGABYTES = 96;
    private static final Duration OUTAGE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(300);
    private static final int ACCEPTED = 202;
    private static final int UNAVAILABLE = 503;

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
        Waiting.rest(Duration.ofSeconds(5));
        run.step("disk full");
        run.world().database().fillDisk();
        List<Submission> refused = askWhileFull(run, outage);
        run.step("disk free");
        run.world().database().freeDisk();
        if (!run.world().database().alive()) {
            run.note("the database had ended itself, as it does when it cannot write its log; it was started again");
            run.world().database().start();
        }
        run.answersWithin("after the disk is free every service answers", Duration.ofSeconds(5));
        flow.join();
        for (Submission again : refused) {
            var unused = run.load().submit(again);
        }
    }

    /** Each with one attempt; those that were not accepted. */
    private static List<Submission> askWhileFull(Run run, Duration outage) throws InterruptedException {
        long end = System.nanoTime() + outage.toNanos();
        Map<String, Integer> answers = new TreeMap<>();
        List<Submission> refused = new ArrayList<>();
        List<Violation> wrong = new ArrayList<>();
        while (System.nanoTime() < end) {
            Submission one = run.load().next();
            Answer answer = run.load().once(one, one.body());
            switch (answer) {
                case Answer.Received received -> {
                    answers.merge(Integer.toString(received.status()), 1, Integer::sum);
                    if (received.status() != ACCEPTED) {
                        refused.add(one);
                        wrong.addAll(judge(received));
                    }
                }
                case Answer.Lost lost -> {
                    answers.merge("none", 1, Integer::sum);
                    refused.add(one);
                }
            }
            Waiting.rest(BETWEEN);
        }
        run.note("submissions while the disk was full were answered: " + answers);
        run.afterwards(evidence -> wrong);
        return refused;
    }

    static List<Violation> judge(Answer.Received refusal) {
        return refusal.status() == UNAVAILABLE && refusal.retryAfter().isPresent()
                ? List.of()
                : List.of(new Violation(
                        "C9a",
                        "a submission was answered %d %s Retry-After while the disk was full"
                                .formatted(
                                        refusal.status(), refusal.retryAfter().isPresent() ? "with" : "without")));
    }
}
