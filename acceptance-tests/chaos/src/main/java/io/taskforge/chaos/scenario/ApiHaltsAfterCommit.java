package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Evidence;
import io.taskforge.chaos.check.Spread;
import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.client.Answer;
import io.taskforge.chaos.client.ClientLog;
import io.taskforge.chaos.client.Submission;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.World;
import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An api-service dies between the commit of a job and everything that follows it: the answer and the message. Workers do not look for
 * jobs themselves here, and there is one job at a time, so that nobody but the relay of the other replica brings it to them.
 */
public final class ApiHaltsAfterCommit implements Scenario {

    private static final int HALTS = 6;
    private static final int SHORT_HALTS = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration DISPATCHED = Duration.ofSeconds(5);

    @Override
    public String id() {
        return "C2";
    }

    @Override
    public String title() {
        return "api-service halts between commit and answer";
    }

    @Override
    public WorldPlan world() {
        return WorldPlan.USUAL.withWorkers("TASKFORGE_WORKER_POLL", "1h");
    }

    @Override
    public void run(Run run) throws Exception {
        World world = run.world();
        Map<UUID, Instant> halts = new LinkedHashMap<>();
        int wanted = run.isShort() ? SHORT_HALTS : HALTS;
        for (int i = 0; i < wanted; i++) {
            ServiceNode replica = world.apis().get(i % world.apis().size());
            replica.terminate();
            // A poll of its own relay before it halts would take the message along, for as long as a lease lasts.
            replica.launch(Map.of("TASKFORGE_FAILPOINTS", "api.after_commit=halt", "TASKFORGE_DISPATCH_POLL", "1h"));
            replica.awaitReady();
            halts.putAll(submitUntilItHalts(run, replica));
            replica.launch();
            replica.awaitReady();
        }
        run.note(halts.size() + " jobs were committed by a replica that died of it");
        run.afterwards(evidence -> judge(run, halts, evidence));
        run.load().submit(run.jobs() - run.load().log().entries().size());
    }

    /** The jobs whose first attempt it died under, and when that was. */
    private Map<UUID, Instant> submitUntilItHalts(Run run, ServiceNode replica) throws Exception {
        while (replica.alive()) {
            Submission submission = run.load().next();
            Instant begun = run.now();
            Optional<UUID> job = run.load().submit(submission);
            Waiting.until(
                    "job of " + submission.key() + " ends", PATIENCE, () -> ended(run, submission, job.orElseThrow()));
            if (!replica.alive()) {
                return Map.of(job.orElseThrow(), begun);
            }
        }
        return Map.of();
    }

    private static boolean ended(Run run, Submission submission, UUID job) throws InterruptedException {
        return run.load().status(submission, job) instanceof Answer.Received received
                && received.json().path("terminal").asBoolean();
    }

    private static List<Violation> judge(Run run, Map<UUID, Instant> halts, Evidence evidence) {
        List<Duration> dispatched = halts.keySet().stream()
                .flatMap(id -> evidence.database().events().getOrDefault(id, List.of()).stream()
                        .filter(event -> event.type().equals("claimed") && event.attempt() == 1)
                        .map(event -> Duration.between(
                                evidence.database().job(id).orElseThrow().createdAt(), event.at())))
                .toList();
        Spread.of(dispatched)
                .ifPresent(spread ->
                        run.figure("from the commit to the claim, by the other replica", spread.max(), DISPATCHED));
        long recovered =
                evidence.client().stream().filter(ClientLog.Entry::recovered).count();
        return recovered >= halts.size() && !halts.isEmpty()
                ? List.of()
                : List.of(new Violation(
                        "C2",
                        halts.size() + " replicas died after a commit, and " + recovered
                                + " clients found their job under the same key"));
    }
}
