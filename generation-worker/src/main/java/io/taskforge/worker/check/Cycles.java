package io.taskforge.worker.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Takes out needs that point nowhere, at their own draft, or round in a circle; inferred ones go before stated ones. */
final class Cycles {

    private final List<Observation> observations;
    private final Map<Integer, String> titles = new HashMap<>();

    Cycles(List<Observation> observations) {
        this.observations = observations;
    }

    /** What is reported of a circle: who went round it, and which need was dropped. */
    static Observation finding(int position, List<String> titles) {
        StringBuilder path = new StringBuilder();
        titles.forEach(title -> path.append("“").append(title).append("” → "));
        return Observation.repaired(
                "dependency_cycle",
                position,
                "The least certain dependency of a circle was dropped, that of the first on the second: " + path + "“"
                        + titles.getFirst() + "”");
    }

    List<Draft> broken(List<Draft> drafts) {
        Map<Integer, Set<Integer>> kept = new HashMap<>();
        drafts.forEach(draft -> {
            kept.put(draft.position(), new TreeSet<>());
            titles.put(draft.position(), draft.outline().title());
        });
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
        } else {
            List<Integer> way = way(to, from, kept);
            if (way.isEmpty()) {
                kept.get(from).add(to);
            } else {
                List<Integer> circle = new ArrayList<>(List.of(from));
                circle.addAll(way.subList(0, way.size() - 1));
                observations.add(finding(from, circle.stream().map(titles::get).toList()));
            }
        }
    }

    /** The shortest way from one to the other along needs, both included; empty when there is none. */
    private static List<Integer> way(int from, int to, Map<Integer, Set<Integer>> needs) {
        Map<Integer, Integer> cameFrom = new HashMap<>(Map.of(from, from));
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !cameFrom.containsKey(to)) {
            int at = open.poll();
            for (int next : needs.get(at)) {
                if (cameFrom.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        if (!cameFrom.containsKey(to)) {
            return List.of();
        }
        List<Integer> way = new ArrayList<>(List.of(to));
        while (way.getFirst() != from) {
            way.addFirst(cameFrom.get(way.getFirst()));
        }
        return way;
    }
}
