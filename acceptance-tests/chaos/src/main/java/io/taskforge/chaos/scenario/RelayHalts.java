package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Evidence;
import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.client.RingTap;
import io.taskforge.chaos.node.ServiceNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A relay dies when the broker has its messages and the outbox does not know it: they are published twice, and nothing happens twice. */
public final class RelayHalts implements Scenario {

    private static final List<String> PLACES = List.of("relay.after_publish", "relay.before_mark");

    private static final int HALTS = 3;
    private static final int SHORT_HALTS = 1;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String id() {
        return "C3";
    }

    @Override
    public String title() {
        return "relay halts between publishing and marking";
    }

    @Override
    public void run(Run run) throws Exception {
        World world = run.world();
        RingTap tap = RingTap.on(world.broker().url(world.broker().port()));
        int halts = run.isShort() ? SHORT_HALTS : HALTS;
        int each = run.jobs() / (halts * PLACES.size());
        for (int i = 0; i < halts; i++) {
            for (String place : PLACES) {
                ServiceNode replica = world.apis().get(i % world.apis().size());
                replica.terminate();
                replica.launch(Map.of("TASKFORGE_FAILPOINTS", place + "=halt"));
                replica.awaitReady();
                run.load().submit(each);
                while (!Waiting.comes(() -> !replica.alive(), Duration.ofSeconds(2))) {
                    // The other replica took all of them; there are more where they came from.
                    run.load().submit(1);
                }
                replica.launch();
                replica.awaitReady();
            }
        }
        run.load().submit(Math.max(0, run.jobs() - run.load().log().entries().size()));
        Waiting.until("every message is published", PATIENCE, () -> tap.doubled() > 0);
        run.afterwards(evidence -> judge(run, tap, evidence));
    }

    private static List<Violation> judge(Run run, RingTap tap, Evidence evidence) {
        run.figure("rings beyond the first", tap.doubled(), "rings", OptionalDouble.empty());
        try (tap) {
            return Stream.concat(
                            tap.doubled() > 0 ? Stream.of() : Stream.of("no message was published twice"),
                            evidence.database().jobs().values().stream()
                                    .filter(job -> job.attempt() != 1)
                                    .map(job -> "job " + job.id() + " was run " + job.attempt() + " times"))
                    .map(words -> new Violation("C3", words))
                    .toList();
        } catch (IOException e) {
            return List.of(new Violation("C3", "the broker went away: " + e.getMessage()));
        }
    }
}
