package io.taskforge.worker.engine;

import java.util.List;
import java.util.Set;

/**
 * Writes the drafts of one job, unit by unit. Made for one job, used by one thread, and closed at its end.
 *
 * <p>Implementations stop at once when their thread is interrupted, and then throw {@link DraftingInterrupted}. What cannot be
 * drafted is a {@link DraftingFailure}; a unit that the model leaves unusable is written by the rules instead, and
 * {@link #record()} says so. Only the first two steps have to be there: what the others add can be done without.
 */
public interface Drafter extends AutoCloseable {

    /** Exactly {@code request.count()} outlines, each covering at least one of the request's statements. */
    List<TicketOutline> outline(OutlineRequest request);

    /** The body of one outlined ticket. */
    TicketBody expand(ExpandRequest request);

    /** A body with fewer faults, or the same one when there is none to be had. */
    default TicketBody repair(RepairRequest request) {
        return expand(request.ticket());
    }

    /**
     * Indexes (0-based) of earlier tickets that one ticket needs though the text does not say so. Asked only when the client wants
     * dependencies inferred, and in addition to what the rules infer.
     */
    default Set<Integer> needs(NeedsRequest request) {
        return Set.of();
    }

    /** What can be said of the whole, once. @param outlines of all tickets */
    default DraftingWords summarise(List<TicketOutline> outlines) {
        return DraftingWords.NONE;
    }

    /** What readers of the result should know of the drafting, each unit at most once for each code. */
    default List<DraftingNote> notes() {
        return List.of();
    }

    /** Who wrote what so far, for the result's {@code generation}. */
    DraftingRecord record();

    @Override
    void close();
}
