package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobProgress;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import java.util.function.Supplier;

/** Hears how far a job is. Called on the drafting thread, so it must not block for long. */
@FunctionalInterface
public interface DraftingObserver {

    void progressed(JobProgress progress);

    /**
     * A ticket was written, or written anew.
     *
     * @param provisional without dependencies and parent; a later one with its id replaces it, and the result gives ids of its own
     * @param soFar makes a result of all that is written by now. Costs as much as the end of a drafting does, so it is not asked for
     *     at every draft; may be asked on any thread, at any time; fails as the drafting would when a rule is broken
     */
    default void drafted(Ticket provisional, Supplier<TicketsResult> soFar) {}
}
