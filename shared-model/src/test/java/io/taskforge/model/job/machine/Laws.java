package io.taskforge.model.job.machine;

import static io.taskforge.model.job.JobStatus.CANCELLED;
import static io.taskforge.model.job.JobStatus.CANCELLING;
import static io.taskforge.model.job.JobStatus.COMPLETED;
import static io.taskforge.model.job.JobStatus.EXPIRED;
import static io.taskforge.model.job.JobStatus.FAILED;
import static io.taskforge.model.job.JobStatus.QUEUED;
import static io.taskforge.model.job.JobStatus.RUNNING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobPolicy;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.machine.Decision.Noted;
import io.taskforge.model.job.machine.JobState.Held;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is true of every job after every event, whatever the machine says: nothing here asks it. */
final class Laws {

    /** Beside staying as it is. */
    private static final Map<JobStatus, Set<JobStatus>> ALLOWED = Map.of(
            QUEUED, EnumSet.of(RUNNING, CANCELLED, EXPIRED),
            RUNNING, EnumSet.of(COMPLETED, FAILED, CANCELLING, QUEUED),
            CANCELLING, EnumSet.of(CANCELLED),
            COMPLETED, EnumSet.noneOf(JobStatus.class),
            FAILED, EnumSet.noneOf(JobStatus.class),
            CANCELLED, EnumSet.noneOf(JobStatus.class),
            EXPIRED, EnumSet.noneOf(JobStatus.class));

    private final JobPolicy policy;

    Laws(JobPolicy policy) {
        this.policy = policy;
    }

    /** @param now not before the event */
    void hold(Seen before, Event event, Seen after, Instant now) {
        try {
            end(before, after);
            fence(before, event, after);
            history(before, after);
            budgets(before, event, after);
            cancel(after.state());
            queue(before, after);
            clock(before.state(), event, after.state(), now);
        } catch (AssertionError broken) {
            throw new AssertionError(
                    event + " led from " + before + " to " + after + ": " + broken.getMessage(), broken);
        }
    }

    private static void end(Seen before, Seen after) {
        if (before.state().status().terminal()) {
            assertEquals(before, after, "nothing happens to a job that has ended");
        }
        assertEquals(after.state().status() == COMPLETED ? 1 : 0, after.results(), "completed is: has one result");
    }

    private static void fence(Seen before, Event event, Seen after) {
        boolean foreign =
                event instanceof Event.Fenced fenced && !before.state().heldBy(fenced.token());
        if (foreign) {
            assertEquals(before, after, "who does not hold the lease changes nothing");
        }
        boolean claimed = after.state().attempt() > before.state().attempt();
        assertEquals(
                claimed,
                after.state().lease().isPresent()
                        && !sameToken(before.state().lease(), after.state().lease()),
                "a lease begins with a run, and a run with a lease");
        assertTrue(after.state().attempt() >= before.state().attempt(), "runs never count down");
        assertTrue(!claimed || event instanceof Event.Claimed, "only a claim begins a run");
        assertTrue(after.state().attempt() <= before.state().attempt() + 1, "runs are counted one by one");
    }

    private static boolean sameToken(Optional<Held> one, Optional<Held> other) {
        return one.map(Held::token).equals(other.map(Held::token));
    }

    private static void history(Seen before, Seen after) {
        List<Noted> events = after.history();
        assertEquals(before.history(), events.subList(0, before.history().size()), "what was is not rewritten");
        assertEquals(after.state().eventSeq(), events.size(), "events are numbered without gaps");
        for (int i = 0; i < events.size(); i++) {
            assertEquals(i + 1, events.get(i).sequence(), "events are numbered without gaps");
            JobStatus from = i == 0 ? QUEUED : events.get(i - 1).status();
            JobStatus to = events.get(i).status();
            assertTrue(from == to || ALLOWED.get(from).contains(to), () -> from + " never becomes " + to);
            assertFalse(from.terminal(), "the end is the last event");
        }
        assertEquals(after.state().status(), events.getLast().status(), "the last event is how it stands");
        assertEquals(after.state().attempt(), events.getLast().attempt(), "the last event is how it stands");
    }

    private static void budgets(Seen before, Event event, Seen after) {
        boolean moved = !before.equals(after);
        int failed = event instanceof Event.Failed || event instanceof Event.DeadlinePassed ? 1 : 0;
        int crashed = event instanceof Event.LeaseExpired ? 1 : 0;
        assertEquals(
                moved ? failed : 0, after.state().failures() - before.state().failures(), "failures count once");
        assertEquals(
                moved ? crashed : 0, after.state().crashes() - before.state().crashes(), "crashes count once");
    }

    private static void cancel(JobState state) {
        if (state.cancelRequestedAt().isPresent()) {
            assertTrue(EnumSet.of(CANCELLING, CANCELLED).contains(state.status()), "a cancel is never lost");
        }
    }

    private static void queue(Seen before, Seen after) {
        JobState state = after.state();
        boolean queuedAgain = state.status() == QUEUED && before.state().status() != QUEUED;
        assertEquals(
                before.bells().size() + (queuedAgain ? 1 : 0), after.bells().size(), "each wait has one bell");
        if (state.status() == QUEUED) {
            Instant bell = after.bells().getLast();
            // The first is due with its transaction, in which the job became available, and is heard after it.
            assertFalse(bell.isAfter(state.availableAt()), "the bell rings when the job is available");
            assertTrue(after.bells().size() == 1 || bell.equals(state.availableAt()), "the bell waits for the job");
            assertTrue(state.expiresAt().isAfter(state.availableAt()), "nothing expires before it could be taken");
        }
    }

    /** Nothing that time brings about comes early. */
    private void clock(JobState before, Event event, JobState after, Instant now) {
        if (before.equals(after)) {
            return;
        }
        switch (event) {
            case Event.Claimed ignored -> assertFalse(before.availableAt().isAfter(now), "available");
            case Event.LeaseExpired ignored ->
                assertTrue(before.lease().orElseThrow().until().isBefore(now), "lease");
            case Event.DeadlinePassed ignored ->
                assertTrue(before.deadlineAt().orElseThrow().isBefore(now), "deadline");
            case Event.CancelGracePassed ignored ->
                assertTrue(
                        before.cancelRequestedAt()
                                .orElseThrow()
                                .plus(policy.cancelGrace())
                                .isBefore(now),
                        "grace");
            case Event.QueueTimePassed ignored -> assertTrue(before.expiresAt().isBefore(now), "time in the queue");
            case Event.Fenced ignored -> {}
            case Event.CancelRequested ignored -> {}
        }
    }
}
