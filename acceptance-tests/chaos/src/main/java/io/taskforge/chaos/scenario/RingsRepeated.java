package io.taskforge.chaos.scenario;

import io.taskforge.chaos.check.Violation;
import io.taskforge.chaos.client.RingTap;
import io.taskforge.chaos.waiting.Waiting;
import io.taskforge.chaos.world.World;
import io.taskforge.model.broker.BrokerNames;
import java.time.Duration;
import java.util.OptionalDouble;

/** Every message comes five times, in another order, among messages for nobody and things that are no messages. */
public final class RingsRepeated implements Scenario {

    private static final int MORE = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String id() {
        return "C7";
    }

    @Override
    public String title() {
        return "messages repeated, shuffled and forged";
    }

    @Override
    public void run(Run run) throws Exception {
        World world = run.world();
        try (RingTap tap = RingTap.on(world.broker().url(world.broker().port()))) {
            int first = run.jobs() / 2;
            run.load().submit(first);
            Waiting.until("each job is rung for", PATIENCE, () -> tap.heard().size() >= first);
            var submitting = run.load().submitting(run.jobs() - first, run.shortened(Duration.ofSeconds(10)));
            tap.flood(tap.heard().subList(0, first), MORE, run.random());
            submitting.join();
            Waiting.until(
                    "the queue is empty",
                    PATIENCE,
                    () -> world.broker().queue(BrokerNames.GENERATE_QUEUE).ready() == 0);
            // Once more, when most of them have ended: a ring for a job that is over must do nothing either.
            tap.flood(tap.heard().subList(0, first), 1, run.random());
            run.figure("rings in all", tap.heard().size(), "rings", OptionalDouble.empty());
        }
        run.afterwards(evidence -> evidence.database().jobs().values().stream()
                .filter(job -> job.attempt() != 1)
                .map(job -> new Violation("C7", "job " + job.id() + " was run " + job.attempt() + " times"))
                .toList());
    }
}
