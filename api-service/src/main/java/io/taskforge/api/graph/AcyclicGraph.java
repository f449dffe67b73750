package io.taskforge.api.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Nodes 0 to {@code nodes - 1} and the edges between them, each once, without those that would close a circle. */
final class AcyclicGraph {

    private enum Visit {
        OPEN,
        DONE
    }

    private final List<List<Edge>> leaving = new ArrayList<>();
    private final Visit[] visits;
    private final List<Edge> edges = new ArrayList<>();
    private final List<Edge> leftOut = new ArrayList<>();

    private AcyclicGraph(int nodes, Collection<Edge> given) {
        visits = new Visit[nodes];
        for (int node = 0; node < nodes; node++) {
            leaving.add(new ArrayList<>());
        }
        for (Edge edge : new LinkedHashSet<>(given)) {
            leaving.get(edge.from()).add(edge);
        }
        for (int node = 0; node < nodes; node++) {
            visit(node);
        }
    }

    static AcyclicGraph of(int nodes, Collection<Edge> edges) {
        return new AcyclicGraph(nodes, edges);
    }

    /** Depth first; an edge back to where the walk still is closes a circle. As deep as the longest chain of tickets. */
    private void visit(int node) {
        if (visits[node] != null) {
            return;
        }
        visits[node] = Visit.OPEN;
        for (Edge edge : leaving.get(node)) {
            if (visits[edge.to()] == Visit.OPEN) {
                leftOut.add(edge);
            } else {
                edges.add(edge);
                visit(edge.to());
            }
        }
        visits[node] = Visit.DONE;
    }

    List<Edge> leftOut() {
        return List.copyOf(leftOut);
    }

    /** The edges between these nodes, as edges between their places in the list. */
    List<Edge> within(List<Integer> nodes) {
        int[] place = new int[visits.length];
        for (int i = 0; i < nodes.size(); i++) {
            place[nodes.get(i)] = i + 1;
        }
        return edges.stream()
                .filter(edge -> place[edge.from()] > 0 && place[edge.to()] > 0)
                .map(edge -> new Edge(place[edge.from()] - 1, place[edge.to()] - 1))
                .toList();
    }

    /** What hangs together, each part in ascending order, by its smallest number. */
    List<List<Integer>> parts() {
        int[] part = new int[visits.length];
        for (int node = 0; node < part.length; node++) {
            part[node] = node;
        }
        for (Edge edge : edges) {
            int one = part[edge.from()];
            int other = part[edge.to()];
            for (int node = 0; node < part.length; node++) {
                if (part[node] == Math.max(one, other)) {
                    part[node] = Math.min(one, other);
                }
            }
        }
        Set<Integer> roots = new LinkedHashSet<>();
        for (int root : part) {
            roots.add(root);
        }
        List<List<Integer>> parts = new ArrayList<>();
        for (int root : roots) {
            List<Integer> members = new ArrayList<>();
            for (int node = 0; node < part.length; node++) {
                if (part[node] == root) {
                    members.add(node);
                }
            }
            parts.add(members);
        }
        return parts;
    }
}
