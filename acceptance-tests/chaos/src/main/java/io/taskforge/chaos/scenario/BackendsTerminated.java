package io.taskforge.chaos.scenario;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody ends every session of the database, again and again, in the middle of whatever it does. */
public final class BackendsTerminated implements Scenario {

    private static final Duration EVERY = Duration.ofMillis(700);
    private static final Duration WHOLE = Duration.ofSeconds(40);

    @Override
    public String id() {
        return "C5d";
    }

    @Override
    public String title() {
        return "every session of the database is ended, again and again";
    }

    @Override
    public void run(Run run) throws Exception {
        Duration whole = run.shortened(WHOLE);
        var flow = run.flow(whole);
        AtomicInteger sessions = new AtomicInteger();
        run.again(EVERY, whole, () -> sessions.addAndGet(run.world().database().terminateBackends()));
        run.note("%d sessions were ended".formatted(sessions.get()));
        flow.join();
        run.answersWithin("after the storm every service answers", Duration.ofSeconds(5));
    }
}
