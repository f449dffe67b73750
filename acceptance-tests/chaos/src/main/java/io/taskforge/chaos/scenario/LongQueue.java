package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.ClaimProbe;
import io.taskforge.chaos.check.Recovery;
import io.taskforge.chaos.check.Spread;
import io.taskforge.chaos.client.Answer;
import io.taskforge.chaos.client.Load;
import io.taskforge.chaos.client.Submission;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.World;
import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Ten thousand jobs wait, and are worked off: claims stay quick, questions are answered, and memory does not grow with the queue. */
public final class LongQueue implements Scenario {

    private static final int JOBS = 10_000;
    private static final int SHORT_JOBS = 1_000;

    private static final Duration MODEL = Duration.ofMillis(50);

    /** As many calls at once as there are slots, so that the queue and not the model is what is measured. */
    private static final String SLOTS = "4";

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final double CLAIM_P99_MS = 20;

    /** Between a tenth and nine tenths of the queue; what grows with the jobs would grow ninefold. */
    private static final double GROWTH_AT_MOST = 1.25;

    private static final double MIB = 1024 * 1024;
    private static final double NANOS_PER_MS = 1e6;

    /** What was seen while the queue grew shorter. */
    private record Drain(
            List<Duration> statuses, List<Duration> lists, Map<String, Long> early, Map<String, Long> late) {}

    @Override
    public String id() {
        return "C10";
    }

    @Override
    public String title() {
        return "ten thousand jobs wait";
    }

    @Override
    public WorldPlan world() {
        return WorldPlan.USUAL
                .withWorkers("TASKFORGE_WORKER_SLOTS", SLOTS)
                .withWorkers("TASKFORGE_MODEL_PARALLEL_CALLS", SLOTS);
    }

    @Override
    public void run(Run run) throws Exception {
        World world = run.world();
        run.modelTakes(MODEL);
        int jobs = run.isShort() ? SHORT_JOBS : JOBS;
        for (ServiceNode worker : world.workers()) {
            worker.terminate();
        }
        long begun = System.nanoTime();
        List<Submission> submissions = run.load().submit(jobs);
        run.figure("submitted", jobs / seconds(begun), "jobs/s", OptionalDouble.empty());
        for (ServiceNode worker : world.workers()) {
            worker.launch();
        }
        begun = System.nanoTime();
        try (ClaimProbe probe = ClaimProbe.start(world.jdbcUrl())) {
            Drain drain = drain(run, jobs, submissions);
            run.figure("drained", jobs / seconds(begun), "jobs/s", OptionalDouble.empty());
            Spread claims = Spread.of(probe.taken()).orElseThrow();
            run.figure("claim, p50", millis(claims.p50()), "ms", OptionalDouble.empty());
            run.figure("claim, p99", millis(claims.p99()), "ms", OptionalDouble.of(CLAIM_P99_MS));
            tell(run, "status", drain.statuses());
            tell(run, "list of 100", drain.lists());
            memory(run, drain);
        }
    }

    private static Drain drain(Run run, int jobs, List<Submission> submissions) throws Exception {
        Drain drain = new Drain(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        List<ServiceNode> services = Stream.concat(run.world().apis().stream(), run.world().workers().stream())
                .toList();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long left = jobs;
        while (left > 0 && System.nanoTime() < deadline) {
            Submission one = submissions.get(run.random().nextInt(submissions.size()));
            ask(run.load(), one, drain);
            left = run.backlog().jobs();
            if (left <= jobs * 9 / 10 && drain.early().isEmpty()) {
                resident(services, drain.early());
            }
            if (left <= jobs / 10 && drain.late().isEmpty()) {
                resident(services, drain.late());
            }
            Waiting.rest(LOOK);
        }
        return drain;
    }

    private static void ask(Load load, Submission one, Drain drain) throws InterruptedException {
        var job = load.log().entries().stream()
                .filter(entry -> entry.submission().equals(one))
                .findFirst()
                .orElseThrow()
                .job()
                .orElseThrow();
        if (load.status(one, job) instanceof Answer.Received received) {
            drain.statuses().add(received.took());
        }
        if (load.list(one.tenant(), 100) instanceof Answer.Received received) {
            drain.lists().add(received.took());
        }
    }

    private static void resident(List<ServiceNode> services, Map<String, Long> bytes) {
        services.forEach(
                service -> Recovery.resident(service.pid()).ifPresent(resident -> bytes.put(service.name(), resident)));
    }

    private static void tell(Run run, String what, List<Duration> took) {
        Spread.of(took).ifPresent(spread -> {
            run.figure(what + ", p50", millis(spread.p50()), "ms", OptionalDouble.empty());
            run.figure(what + ", p99", millis(spread.p99()), "ms", OptionalDouble.empty());
        });
    }

    private static void memory(Run run, Drain drain) {
        drain.late().forEach((service, late) -> {
            long early = drain.early().getOrDefault(service, late);
            run.figure(service + " in memory at a tenth of the queue", early / MIB, "MiB", OptionalDouble.empty());
            run.figure(
                    service + " in memory at nine tenths",
                    late / MIB,
                    "MiB",
                    OptionalDouble.of(early / MIB * GROWTH_AT_MOST));
        });
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / NANOS_PER_MS;
    }
}
