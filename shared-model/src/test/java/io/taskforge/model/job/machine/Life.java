package io.taskforge.model.job.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.machine.Step.Happens;
import io.taskforge.model.job.machine.Step.TimePasses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What jobs go through, step by step, while the {@link Laws} hold for each. */
final class Life {

    private final World world;
    private final Laws laws;
    private final List<UUID> former;
    private long fresh;

    Life(World world, Laws laws) {
        this.world = world;
        this.laws = laws;
        this.former = new ArrayList<>(Collections.nCopies(world.jobs().size(), StoredJobs.stranger()));
    }

    static boolean meetsAll(Event event) {
        return switch (event) {
            case Event.LeaseExpired e -> true;
            case Event.CancelGracePassed e -> true;
            case Event.DeadlinePassed e -> true;
            case Event.QueueTimePassed e -> true;
            case Event.Claimed e -> false;
            case Event.Fenced e -> false;
            case Event.CancelRequested e -> false;
        };
    }

    void lived(List<Step> steps) {
        steps.forEach(this::lived);
    }

    private void lived(Step step) {
        switch (step) {
            case TimePasses(Duration time) -> world.pass(time);
            case Happens happens -> happen(happens);
        }
    }

    private void happen(Happens step) {
        int job = step.job();
        List<Seen> before = world.jobs();
        Event event = Step.event(step, before.get(job).state(), former.get(job), new UUID(1, ++fresh));

        world.happen(job, event);

        List<Seen> after = world.jobs();
        for (int met = 0; met < after.size(); met++) {
            if (met == job || meetsAll(event)) {
                laws.hold(before.get(met), event, after.get(met), world.now());
                remember(met, before.get(met), after.get(met));
            } else {
                assertEquals(before.get(met), after.get(met), "what happens to one job changes no other");
            }
        }
    }

    private void remember(int job, Seen before, Seen after) {
        if (after.state().lease().isEmpty()) {
            before.state().lease().ifPresent(held -> former.set(job, held.token()));
        }
    }

    /** Whatever they went through: once their client does not want them any more and no worker says a word, they end. */
    void ended() {
        for (int job = 0; job < world.jobs().size(); job++) {
            happen(new Happens(job, Told.CANCEL_REQUESTED, Step.Speaker.STRANGER));
        }
        world.pass(Duration.ofHours(1));
        happen(new Happens(0, Told.CANCEL_GRACE_PASSED, Step.Speaker.STRANGER));
        for (Seen seen : world.jobs()) {
            assertTrue(seen.state().status().terminal(), seen::toString);
        }
    }
}
