package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Evidence;
import io.taskforge.chaos.check.Recovery;
import io.taskforge.chaos.check.Recovery.Orphan;
import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.World;
import io.taskforge.fakeollama.Behaviour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A worker stands still for so long that others run its jobs, and then goes on as if nothing had happened: once in the middle of its
 * drafting, once with the finished result in its hands. Nothing that it does then may count.
 */
public final class WorkerFrozen implements Scenario {

    private static final Duration FROZEN = Duration.ofSeconds(120);

    /** As long as a lease and some sweeps, at the least: less would not make it a zombie. */
    private static final Duration FROZEN_AT_LEAST = Duration.ofSeconds(45);

    private static final Duration MODEL = Duration.ofMillis(1_500);

    /** Longer than a lease: beats have ended by then, since a beat must not come after the write that ends the run. */
    private static final Duration SLEEP = Duration.ofSeconds(45);

    private static final String HESITATION = "worker.before_complete_commit=sleep:" + SLEEP.toMillis() + "@1";

    /** What the executor of a statement that was sent before may still need. */
    private static final Duration LAST_WORDS = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String id() {
        return "C11";
    }

    @Override
    public String title() {
        return "worker frozen, its jobs run elsewhere, worker thawed";
    }

    @Override
    public void run(Run run) throws Exception {
        World world = run.world();
        // A frozen worker can have a ring in its hands.
        run.expected().holdingMessages();
        List<Orphan> orphans = new ArrayList<>();
        run.modelTakes(MODEL);
        var submitting = run.load().submitting(run.jobs(), run.shortened(Duration.ofSeconds(60)));
        orphans.addAll(frozen(run, world.workers().getFirst()));
        orphans.addAll(hesitating(run, world.workers().getLast()));
        world.model().always(Behaviour.OBEY);
        submitting.join();
        run.note(orphans.size() + " runs were taken from workers that came back");
        run.afterwards(evidence -> judge(orphans, evidence));
    }

    private List<Orphan> frozen(Run run, ServiceNode worker) throws Exception {
        Waiting.until(
                "the worker holds a job", PATIENCE, () -> !held(run, worker).isEmpty());
        run.step("freezes " + worker.name());
        worker.pause();
        Waiting.rest(LAST_WORDS);
        List<Orphan> orphans = held(run, worker);
        Duration frozen = run.shortened(FROZEN);
        Waiting.rest(frozen.compareTo(FROZEN_AT_LEAST) < 0 ? FROZEN_AT_LEAST : frozen);
        worker.resume();
        return orphans;
    }

    /** It beats no more once it ends a run, and sleeps just then; when it wakes, the run is somebody else's. */
    private List<Orphan> hesitating(Run run, ServiceNode worker) throws Exception {
        String jdbcUrl = run.world().jdbcUrl();
        worker.terminate();
        Instant since = run.now();
        worker.launch(Map.of("TASKFORGE_FAILPOINTS", HESITATION));
        worker.awaitReady();
        Waiting.until("the worker falls asleep", PATIENCE, () -> {
            // Until it happens to be the one that gets it.
            run.load().submit(1);
            Waiting.rest(Duration.ofSeconds(1));
            return !Recovery.silent(jdbcUrl, worker.pid(), since).isEmpty();
        });
        run.world().model().always(Behaviour.OBEY);
        Waiting.until(
                "only the sleeper's job is left", PATIENCE, () -> run.backlog().jobs() == 1);
        // Without a fence the sleeper would end the run that is another's by then: so that one must last until it
        // wakes.
        run.world().model().always(Behaviour.parse("hang-before-headers"));
        run.step("waits until the sleeper wakes with its result");
        Waiting.rest(SLEEP);
        run.world().model().always(Behaviour.OBEY);
        run.world().model().release();
        worker.terminate();
        worker.launch();
        return Recovery.takenAway(jdbcUrl, since);
    }

    private List<Orphan> held(Run run, ServiceNode worker) throws Exception {
        return Recovery.orphans(run.world().jdbcUrl(), worker.pid(), run.now());
    }

    static List<Violation> judge(List<Orphan> orphans, Evidence evidence) {
        Stream<String> none = orphans.isEmpty() ? Stream.of("no job was taken from the frozen worker") : Stream.of();
        Stream<String> kept = orphans.stream()
                .filter(orphan -> evidence.database().job(orphan.job()).stream()
                        .anyMatch(job -> job.attempt() <= orphan.attempt()))
                .map(orphan -> "job " + orphan.job() + " ended by attempt " + orphan.attempt()
                        + ", which stood still for longer than its lease");
        return Stream.concat(none, kept)
                .map(words -> new Violation("C11", words))
                .toList();
    }
}
