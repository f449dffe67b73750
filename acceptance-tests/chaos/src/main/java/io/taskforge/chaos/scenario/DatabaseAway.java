package io.taskforge.chaos.scenario;

import io.taskforge.chaos.node.PostgresNode;
import java.time.Duration;
import java.util.function.Consumer;

/** The database is gone in the middle of the flow. What it acknowledged is there when it is back, and everything goes on by itself. */
public final class DatabaseAway implements Scenario {

    private static final Duration ANSWERS = Duration.ofSeconds(5);

    private final String id;
    private final String title;
    private final Duration outage;
    private final Consumer<PostgresNode> goes;
    private final Consumer<PostgresNode> returns;

    private DatabaseAway(
            String id, String title, Duration outage, Consumer<PostgresNode> goes, Consumer<PostgresNode> returns) {
        this.id = id;
        this.title = title;
        this.outage = outage;
        this.goes = goes;
        this.returns = returns;
    }

    static DatabaseAway stopped() {
        return new DatabaseAway(
                "C5a",
                "the database stops as in a power cut, and is back after 10 s",
                Duration.ofSeconds(10),
                PostgresNode::stopImmediate,
                PostgresNode::start);
    }

    static DatabaseAway killed() {
        return new DatabaseAway(
                "C5b", "the database is killed", Duration.ofSeconds(10), PostgresNode::kill, PostgresNode::start);
    }

    static DatabaseAway standsStill() {
        return new DatabaseAway(
                "C5c",
                "the database stands still for 60 s",
                Duration.ofSeconds(60),
                PostgresNode::pause,
                PostgresNode::resume);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void run(Run run) throws Exception {
        run.modelTakes(Duration.ofMillis(300));
        // A ring that came just before is held until its claim is decided, for a minute at most.
        run.expected().logging("delivery acknowledgement");
        Duration length = run.shortened(outage);
        var flow = run.flow(length.plus(Duration.ofSeconds(15)));
        run.pause(Duration.ofSeconds(6));
        run.step("database goes");
        goes.accept(run.world().database());
        run.pause(length);
        run.step("database returns");
        returns.accept(run.world().database());
        run.answersWithin("after the database is back every service answers", ANSWERS);
        flow.join();
    }
}
