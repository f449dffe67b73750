package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Backlog;
import io.taskforge.chaos.node.BrokerNode;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.WorldPlan;
import java.time.Duration;

/**
 * The broker stops, dies or stands still in the middle of the flow. Submits go on being accepted, and once it is back the backlog
 * flows.
 *
 * <p>The workers' own looking is turned down to once a minute: what comes sooner came by the broker.
 */
public final class BrokerAway implements Scenario {

    private static final Duration BACKLOG_FLOWS = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Outage<BrokerNode> outage;

    private BrokerAway(Outage<BrokerNode> outage) {
        this.outage = outage;
    }

    static BrokerAway stopped() {
        return new BrokerAway(new Outage<>(
                "C4a", "the broker is stopped for 2 min", Duration.ofMinutes(2), BrokerNode::stop, BrokerNode::start));
    }

    static BrokerAway killed() {
        return new BrokerAway(new Outage<>(
                "C4b",
                "the broker is killed and started again",
                Duration.ofSeconds(10),
                BrokerNode::kill,
                BrokerNode::start));
    }

    static BrokerAway standsStill() {
        return new BrokerAway(new Outage<>(
                "C4c",
                "the broker stands still for 90 s",
                Duration.ofSeconds(90),
                BrokerNode::pause,
                BrokerNode::resume));
    }

    @Override
    public String id() {
        return outage.id();
    }

    @Override
    public String title() {
        return outage.title();
    }

    @Override
    public WorldPlan world() {
        return Scenario.super.world().withWorkers("TASKFORGE_WORKER_POLL", "60s");
    }

    @Override
    public void run(Run run) throws Exception {
        Duration length = run.shortened(outage.length());
        int before = run.jobs() / 3;
        var first = run.load().submitting(before, Duration.ofSeconds(5));
        Waiting.rest(Duration.ofSeconds(2));
        run.step("broker goes");
        outage.goes().accept(run.world().broker());
        long from = System.nanoTime();
        first.join();
        // Everything that is left, all of it accepted while the broker is away.
        int left = run.jobs() - before;
        var during = run.load().submitting(left, length.dividedBy(2));
        during.join();
        Duration accepted = Duration.ofNanos(System.nanoTime() - from);
        run.note("%d jobs were accepted without a broker".formatted(left));
        if (accepted.compareTo(length) > 0) {
            run.note("accepting them took longer than the outage: " + accepted);
        }
        Waiting.rest(length.minus(Duration.ofNanos(System.nanoTime() - from)));
        Backlog backlog = run.backlog();
        long waiting = backlog.messages();
        run.note("%d messages wait for the broker when it returns".formatted(waiting));
        run.step("broker returns");
        outage.returns().accept(run.world().broker());
        Duration flows = backlog.untilMessages(messages -> messages < waiting, LONGEST)
                .orElseThrow(() -> new IllegalStateException("no message left the outbox within " + LONGEST));
        run.figure("after the broker is back the backlog flows", flows, BACKLOG_FLOWS);
        backlog.untilMessages(messages -> messages == 0, LONGEST)
                .ifPresent(took -> run.figure("after the broker is back nothing waits any more", flows.plus(took)));
    }
}
