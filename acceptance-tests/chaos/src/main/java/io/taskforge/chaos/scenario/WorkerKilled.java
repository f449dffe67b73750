package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Evidence;
import io.taskforge.chaos.check.Recovery;
import io.taskforge.chaos.check.Recovery.Orphan;
import io.taskforge.chaos.check.Spread;
import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.World;
import io.taskforge.fakeollama.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A worker is killed in the middle of its jobs, again and again, and started anew. */
public final class WorkerKilled implements Scenario {

    private static final int KILLS = 20;
    private static final int SHORT_KILLS = 5;

    /** Slow enough that a job is caught in the middle of its run. */
    private static final Duration MODEL = Duration.ofMillis(600);

    /** What the executor of a statement that was sent before the kill may still need. */
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration RERUN_P99 = Duration.ofSeconds(30);

    @Override
    public String id() {
        return "C1";
    }

    @Override
    public String title() {
        return "workers killed in the middle of jobs";
    }

    @Override
    public void run(Run run) throws Exception {
        // A job that happens to lose three workers is given up, as it should be.
        run.expected().failing("worker_lost");
        World world = run.world();
        run.modelTakes(MODEL);
        var submitting = run.load().submitting(run.jobs(), Duration.ZERO);
        List<Orphan> orphans = new ArrayList<>();
        int kills = run.isShort() ? SHORT_KILLS : KILLS;
        for (int i = 0; i < kills; i++) {
            ServiceNode victim = run.anyWorker();
            if (!Waiting.comes(() -> holds(world, victim), PATIENCE)) {
                run.note(i + " kills; then no worker had a job any more");
                break;
            }
            Waiting.rest(Duration.ofMillis(run.random().nextInt(1_500)));
            long pid = victim.pid();
            Instant at = run.now();
            victim.kill();
            Waiting.rest(LAST_WORDS);
            orphans.addAll(Recovery.orphans(world.jdbcUrl(), pid, at));
            victim.launch();
        }
        world.model().always(Behaviour.OBEY);
        submitting.join();
        run.note("%d runs lost their worker in %d kills".formatted(orphans.size(), kills));
        run.afterwards(evidence -> judge(run, orphans, evidence));
    }

    private static boolean holds(World world, ServiceNode worker) throws Exception {
        return !Recovery.orphans(world.jdbcUrl(), worker.pid(), Instant.EPOCH).isEmpty();
    }

    private static List<Violation> judge(Run run, List<Orphan> orphans, Evidence evidence) {
        Spread.of(Recovery.runAgain(orphans, evidence.database()))
                .ifPresentOrElse(
                        again -> {
                            run.figure("a killed worker's job runs again, p50", again.p50());
                            run.figure("a killed worker's job runs again, p99", again.p99(), RERUN_P99);
                            run.figure("a killed worker's job runs again, longest", again.max());
                        },
                        () -> run.note("no job of a killed worker was run again"));
        return crashes(orphans, evidence)
                .map(words -> new Violation("C1", words))
                .toList();
    }

    /** Each kill costs the runs that it hit one crash, and nobody else any. */
    static Stream<String> crashes(List<Orphan> orphans, Evidence evidence) {
        Set<String> killed = new HashSet<>();
        orphans.forEach(orphan -> killed.add(orphan.job() + " " + orphan.attempt()));
        return evidence.database().jobs().values().stream().flatMap(job -> {
            List<Integer> expired = evidence.database().events().getOrDefault(job.id(), List.of()).stream()
                    .filter(event -> event.type().equals("lease_expired"))
                    .map(event -> event.attempt())
                    .toList();
            Stream<String> counted = expired.size() == job.crashes()
                    ? Stream.of()
                    : Stream.of(
                            "job " + job.id() + " counts " + job.crashes() + " crashes, its events " + expired.size());
            Stream<String> innocent = expired.stream()
                    .filter(attempt -> !killed.contains(job.id() + " " + attempt))
                    .map(attempt -> "attempt " + attempt + " of job " + job.id()
                            + " lost its lease although nobody killed its worker");
            return Stream.concat(counted, innocent);
        });
    }
}
