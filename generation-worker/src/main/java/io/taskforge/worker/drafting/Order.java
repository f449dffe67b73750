package io.taskforge.worker.drafting;

import io.taskforge.worker.check.Draft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts drafts in the order in which they are numbered: what is needed first, else as the specification has it, epics together. */
final class Order {

    private Order() {}

    /** @param drafts whose needs go round in no circle */
    static List<Draft> of(List<Draft> drafts) {
        List<Draft> waiting = new ArrayList<>(drafts);
        List<Draft> ordered = new ArrayList<>();
        Set<Integer> done = new HashSet<>();
        int epic = -1;
        while (!waiting.isEmpty()) {
            Draft next = next(waiting, done, epic);
            waiting.remove(next);
            ordered.add(next);
            done.add(next.position());
            epic = next.epic();
        }
        return ordered;
    }

    private static Draft next(List<Draft> waiting, Set<Integer> done, int epic) {
        Draft first = null;
        for (Draft draft : waiting) {
            if (!done.containsAll(draft.needs())) {
                continue;
            }
            if (epic >= 0 && draft.epic() == epic) {
                return draft;
            }
            first = first == null ? draft : first;
        }
        // Needs have no circle, so something is always free; were it not so, the order would matter less than an
        // answer.
        return first == null ? waiting.getFirst() : first;
    }
}
