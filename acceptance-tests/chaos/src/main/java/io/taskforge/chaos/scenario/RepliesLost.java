package io.taskforge.chaos.scenario;

import io.taskforge.chaos.proxy.Fault;
import io.taskforge.chaos.waiting.Waiting;
import java.time.Duration;

/**
 * The wire to the database breaks after a statement went out and before its answer is whole: whether it was committed nobody knows.
 * The answer is cut off at some byte, the first included.
 */
public final class RepliesLost implements Scenario {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration WHOLE = Duration.ofSeconds(40);
    private static final int LONGEST = 400;

    @Override
    public String id() {
        return "C5e";
    }

    @Override
    public String title() {
        return "answers of the database are cut off, so that nobody knows what was committed";
    }

    @Override
    public void run(Run run) throws Exception {
        Duration whole = run.shortened(WHOLE);
        var flow = run.flow(whole);
        run.again(EVERY, whole, () -> {
            run.world().databaseProxy().set(new Fault.Cut(run.random().nextInt(LONGEST)));
            Waiting.rest(EVERY.dividedBy(2));
            run.world().databaseProxy().set(Fault.PASS);
        });
        flow.join();
        run.answersWithin("after the last cut every service answers", Duration.ofSeconds(5));
    }
}
