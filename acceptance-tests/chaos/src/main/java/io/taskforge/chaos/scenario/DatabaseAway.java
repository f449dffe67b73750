package io.taskforge.chaos.scenario;

import io.taskforge.chaos.node.PostgresNode;
import io.taskforge.chaos.waiting.Waiting;
import java.time.Duration;

/** The database is gone in the middle of the flow. What it acknowledged is there when it is back, and everything goes on by itself. */
public final class DatabaseAway implements Scenario {

    private static final Duration ANSWERS = Duration.ofSeconds(5);

    private final Outage<PostgresNode> outage;

    private DatabaseAway(Outage<PostgresNode> outage) {
        this.outage = outage;
    }

    static DatabaseAway stopped() {
        return new DatabaseAway(new Outage<>(
                "C5a",
                "the database stops as in a power cut, and is back after 10 s",
                Duration.ofSeconds(10),
                PostgresNode::stopImmediate,
                PostgresNode::start));
    }

    static DatabaseAway killed() {
        return new DatabaseAway(new Outage<>(
                "C5b", "the database is killed", Duration.ofSeconds(10), PostgresNode::kill, PostgresNode::start));
    }

    static DatabaseAway standsStill() {
        return new DatabaseAway(new Outage<>(
                "C5c",
                "the database stands still for 60 s",
                Duration.ofSeconds(60),
                PostgresNode::pause,
                PostgresNode::resume));
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
    public void run(Run run) throws Exception {
        run.modelTakes(Duration.ofMillis(300));
        // A ring that came just before is held until its claim is decided, for a minute at most.
        run.expected().holdingMessages();
        Duration length = run.shortened(outage.length());
        var flow = run.flow(length.plus(Duration.ofSeconds(15)));
        Waiting.rest(Duration.ofSeconds(6));
        run.step("database goes");
        outage.goes().accept(run.world().database());
        Waiting.rest(length);
        run.step("database returns");
        outage.returns().accept(run.world().database());
        run.answersWithin("after the database is back every service answers", ANSWERS);
        flow.join();
    }
}
