package io.taskforge.worker.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes out needs that point nowhere, at their own draft, or round in a circle; inferred ones go before stated ones. */
final class Cycles {

    private final List<Observation> observations;

    Cycles(List<Observation> observations) {
        this.observations = observations;
    }

    List<Draft> broken(List<Draft> drafts) {
        Map<Integer, Set<Integer>> kept = new HashMap<>();
        drafts.forEach(draft -> kept.put(draft.position(), new TreeSet<>()));
        for (boolean inferred : new boolean[] {false, true}) {
            for (Draft draft : drafts) {
                for (int need : draft.needs()) {
                    if (draft.inferredNeeds().contains(need) == inferred) {
                        add(draft.position(), need, kept);
                    }
                }
            }
        }
        List<Draft> result = new ArrayList<>();
        for (Draft draft : drafts) {
            Set<Integer> inferred = new TreeSet<>(draft.inferredNeeds());
            inferred.retainAll(kept.get(draft.position()));
            result.add(draft.withNeeds(kept.get(draft.position()), inferred));
        }
        return result;
    }

    private void add(int from, int to, Map<Integer, Set<Integer>> kept) {
        if (!kept.containsKey(to)) {
            observations.add(Observation.repaired(
                    "dangling_dependency", from, "A dependency on a ticket that does not exist was dropped."));
        } else if (from == to) {
            observations.add(Observation.repaired("self_dependency", from, "A dependency on itself was dropped."));
        } else if (reaches(to, from, kept)) {
            observations.add(
                    Observation.repaired("dependency_cycle", from, "A dependency that closed a cycle was dropped."));
        } else {
            kept.get(from).add(to);
        }
    }

    private static boolean reaches(int from, int to, Map<Integer, Set<Integer>> needs) {
        List<Integer> open = new ArrayList<>(List.of(from));
        Set<Integer> seen = new HashSet<>();
        while (!open.isEmpty()) {
            int at = open.removeLast();
            if (at == to) {
                return true;
            }
            if (seen.add(at)) {
                open.addAll(needs.get(at));
            }
        }
        return false;
    }
}
