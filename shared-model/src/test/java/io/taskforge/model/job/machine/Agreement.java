package io.taskforge.model.job.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.machine.Decision.Bell;
import io.taskforge.model.job.machine.Decision.Moved;
import io.taskforge.model.job.machine.StoredJobs.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether the database did with a job what the machine says, to the microsecond. */
final class Agreement {

    private final JobMachine machine;

    Agreement(JobMachine machine) {
        this.machine = machine;
    }

    /** @param event with the token that the claim got, if it was one and won */
    void hold(Stored before, Event event, Stored after) {
        boolean changed = !before.seen().equals(after.seen());
        if (!changed) {
            // It was told at some moment between the two looks, and may have become due just then.
            assertTrue(
                    refused(before, event, before.readAt()) || refused(before, event, after.readAt()),
                    () -> event + " changed nothing in " + before.seen());
            return;
        }
        Decision decision = machine.decide(before.seen().state(), event, after.changedAt());
        assertFalse(
                decision instanceof Decision.Refused,
                () -> event + " changed " + before.seen() + " to " + after.seen());
        Moved moved = (Moved) decision;
        Seen expected = before.seen().after(moved);
        if (moved.written().bell().isPresent()) {
            expected = drawn(before.seen(), expected, moved.written().bell().get(), after.seen());
        }
        assertEquals(expected, after.seen(), () -> event + " at " + before.seen());
    }

    private boolean refused(Stored before, Event event, Instant now) {
        return machine.decide(before.seen().state(), event, now) instanceof Decision.Refused;
    }

    /** The moment that the database drew must lie where it may, and what follows from it must follow from the drawn one. */
    private static Seen drawn(Seen before, Seen expected, Bell bell, Seen actual) {
        Instant drawn = actual.state().availableAt();
        assertFalse(drawn.isBefore(bell.earliest()), () -> drawn + " is before " + bell);
        assertFalse(drawn.isAfter(bell.latest()), () -> drawn + " is after " + bell);
        Instant hourLater = drawn.plus(Duration.ofHours(1));
        Instant expiresAt = before.state().expiresAt();
        JobState state = expected.state();
        List<Instant> bells = new ArrayList<>(before.bells());
        bells.add(drawn);
        return new Seen(
                new JobState(
                        state.status(),
                        state.attempt(),
                        state.failures(),
                        state.crashes(),
                        state.lease(),
                        drawn,
                        state.deadlineAt(),
                        expiresAt.isAfter(hourLater) ? expiresAt : hourLater,
                        state.cancelRequestedAt(),
                        state.finishedAt(),
                        state.eventSeq(),
                        state.progress(),
                        state.errorCode(),
                        state.terms()),
                expected.history(),
                bells,
                expected.results());
    }
}
