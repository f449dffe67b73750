package io.taskforge.worker.engine;

import java.util.List;

/**
 * Writes the drafts of one job, unit by unit. Made for one job, used by one thread, and closed at its end.
 *
 * <p>Implementations stop at once when their thread is interrupted, and then throw {@link DraftingInterrupted}. What cannot be
 * drafted is a {@link DraftingFailure}; a unit that the model leaves unusable is written by the rules instead, and
 * {@link #record()} says so.
 */
public interface Drafter extends AutoCloseable {

    /** Exactly {@code request.count()} outlines, each covering at least one of the request's statements. */
    List<TicketOutline> outline(OutlineRequest request);

    /** The body of one outlined ticket. */
    TicketBody expand(ExpandRequest request);

    /** Who wrote what so far, for the result's {@code generation}. */
    DraftingRecord record();

    @Override
    void close();
}
