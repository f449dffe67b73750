package io.taskforge.chaos.scenario;

import java.util.List;

/** All of them, in order. C15 belongs to attempts, which there are none of yet. */
public final class Scenarios {

    public static final List<Scenario> ALL = List.of(
            new Undisturbed(),
            new WorkerKilled(),
            new ApiHaltsAfterCommit(),
            new RelayHalts(),
            BrokerAway.stopped(),
            BrokerAway.killed(),
            BrokerAway.standsStill(),
            new QueueDeleted(),
            new ConnectionsClosed(),
            DatabaseAway.stopped(),
            DatabaseAway.killed(),
            DatabaseAway.standsStill(),
            new BackendsTerminated(),
            new RepliesLost(),
            new MisbehavingModel(),
            new RingsRepeated(),
            new WorkersOffTheClock(),
            new DatabaseClockMoved(),
            new DiskFull(),
            new BrokerAlarm(),
            new LongQueue(),
            new WorkerFrozen(),
            new CancelledAnywhere(),
            new RollingRestart(),
            new SameKeyAtOnce(),
            new RollingUpdate());

    private Scenarios() {}

    /** All parts of the one that is asked for, whatever the case: C4 is played in several. */
    public static List<Scenario> named(String id) {
        return ALL.stream()
                .filter(scenario -> scenario.id().equalsIgnoreCase(id)
                        || scenario.id().replaceAll("[a-z]$", "").equalsIgnoreCase(id))
                .toList();
    }
}
