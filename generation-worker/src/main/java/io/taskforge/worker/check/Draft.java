package io.taskforge.worker.check;

import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import java.util.Set;
import java.util.TreeSet;

/**
 * A ticket on its way from the engine to the result; it has no id yet.
 *
 * @param position 1-based among the job's outlines; what {@code needs} refer to
 * @param component what it is part of
 * @param epic index into the plan's epics, or -1
 * @param needs positions of the drafts that come first
 * @param inferredNeeds those of {@code needs} that the text does not state
 */
public record Draft(
        int position,
        TicketOutline outline,
        TicketBody body,
        String component,
        int epic,
        Set<Integer> needs,
        Set<Integer> inferredNeeds) {

    public Draft {
        needs = new TreeSet<>(needs);
        inferredNeeds = new TreeSet<>(inferredNeeds);
    }

    public Draft with(TicketOutline other) {
        return new Draft(position, other, body, component, epic, needs, inferredNeeds);
    }

    public Draft with(TicketBody other) {
        return new Draft(position, outline, other, component, epic, needs, inferredNeeds);
    }

    public Draft withNeeds(Set<Integer> all, Set<Integer> inferred) {
        return new Draft(position, outline, body, component, epic, all, inferred);
    }
}
