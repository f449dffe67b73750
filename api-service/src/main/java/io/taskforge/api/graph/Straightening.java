package io.taskforge.api.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

/**
 * Takes kinks out of lines that pass layers. Bends of one way that have a place in common move there; boxes stay, and so does the order.
 */
final class Straightening {

    private static final int ROUNDS = 4;

    private final LayeredGraph graph;
    private final int[] at;
    /** The vertex beside a vertex in its layer, or -1. */
    private final int[] former;

    private final int[] latter;
    private final IntBinaryOperator distance;

    /** @param distance the least between the middles of two vertices side by side */
    Straightening(LayeredGraph graph, int[][] layers, int[] at, IntBinaryOperator distance) {
        this.graph = graph;
        this.at = at.clone();
        this.distance = distance;
        former = new int[at.length];
        latter = new int[at.length];
        for (int[] layer : layers) {
            for (int i = 0; i < layer.length; i++) {
                former[layer[i]] = i == 0 ? -1 : layer[i - 1];
                latter[layer[i]] = i + 1 == layer.length ? -1 : layer[i + 1];
            }
        }
    }

    int[] straightened() {
        List<List<Integer>> ways = ways();
        for (int round = 0; round < ROUNDS; round++) {
            (round % 2 == 0 ? ways : ways.reversed()).forEach(this::straighten);
        }
        return at;
    }

    /** The bends of each box's way, in the order of the layers. */
    private List<List<Integer>> ways() {
        List<List<Integer>> ways = new ArrayList<>();
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            if (graph.isBox(vertex)) {
                ways.add(new ArrayList<>());
            } else {
                ways.get(graph.originOf(vertex)).add(vertex);
            }
        }
        ways.removeIf(List::isEmpty);
        return ways;
    }

    private void straighten(List<Integer> way) {
        for (int begin = 0; begin < way.size(); ) {
            int low = low(way.get(begin));
            int high = high(way.get(begin));
            int end = begin + 1;
            while (end < way.size() && Math.max(low, low(way.get(end))) <= Math.min(high, high(way.get(end)))) {
                low = Math.max(low, low(way.get(end)));
                high = Math.min(high, high(way.get(end)));
                end++;
            }
            List<Integer> stretch = way.subList(begin, end);
            int common = common(stretch, low, high);
            stretch.forEach(bend -> at[bend] = common);
            begin = end;
        }
    }

    private int low(int bend) {
        int beside = former[bend];
        return beside < 0 ? Integer.MIN_VALUE : at[beside] + distance.applyAsInt(beside, bend);
    }

    private int high(int bend) {
        int beside = latter[bend];
        return beside < 0 ? Integer.MAX_VALUE : at[beside] - distance.applyAsInt(bend, beside);
    }

    /** Where the stretch arrives, else where it comes from, when it can be reached in a line; otherwise where most of it is. */
    private int common(List<Integer> stretch, int low, int high) {
        List<Integer> ends = new ArrayList<>(graph.after(stretch.getLast()));
        ends.addAll(graph.before(stretch.getFirst()));
        for (int end : ends) {
            if (at[end] >= low && at[end] <= high) {
                return at[end];
            }
        }
        int[] sorted = stretch.stream().mapToInt(bend -> at[bend]).sorted().toArray();
        return Math.clamp(sorted[sorted.length / 2], low, high);
    }
}
