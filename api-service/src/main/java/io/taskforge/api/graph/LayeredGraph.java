package io.taskforge.api.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A graph whose edges all lead from one layer to the next.
 *
 * <p>A box stands one layer after the last that it waits for (longest path), so that the first layer is what can be begun at once.
 * Where an edge passes a layer there is a bend. The edges of one box share their bends, one in each layer that any of them passes:
 * a box has at most as many bends as there are layers, however many wait for it.
 *
 * <p>Vertices 0 to {@code boxes - 1} are boxes, the others bends.
 */
final class LayeredGraph {

    private final int boxes;
    private final List<Integer> layerOf = new ArrayList<>();
    private final List<Integer> originOf = new ArrayList<>();
    private final List<List<Integer>> before = new ArrayList<>();
    private final List<List<Integer>> after = new ArrayList<>();
    private final List<List<Integer>> layers = new ArrayList<>();

    private LayeredGraph(int boxes) {
        this.boxes = boxes;
    }

    /** @param edges without a circle */
    static LayeredGraph of(int boxes, List<Edge> edges) {
        LayeredGraph graph = new LayeredGraph(boxes);
        int[] layer = longestPaths(boxes, edges);
        for (int box = 0; box < boxes; box++) {
            graph.add(layer[box], box);
        }
        for (int box = 0; box < boxes; box++) {
            graph.connect(box, edges);
        }
        return graph;
    }

    private static int[] longestPaths(int boxes, List<Edge> edges) {
        int[] layer = new int[boxes];
        boolean moved = true;
        for (int round = 0; moved; round++) {
            if (round > boxes) {
                throw new IllegalArgumentException("the graph has a circle");
            }
            moved = false;
            for (Edge edge : edges) {
                if (layer[edge.to()] <= layer[edge.from()]) {
                    layer[edge.to()] = layer[edge.from()] + 1;
                    moved = true;
                }
            }
        }
        return layer;
    }

    private int add(int layer, int origin) {
        int vertex = layerOf.size();
        layerOf.add(layer);
        originOf.add(origin);
        before.add(new ArrayList<>());
        after.add(new ArrayList<>());
        while (layers.size() <= layer) {
            layers.add(new ArrayList<>());
        }
        layers.get(layer).add(vertex);
        return vertex;
    }

    private void connect(int box, List<Edge> edges) {
        List<Integer> way = new ArrayList<>(List.of(box));
        for (Edge edge : edges) {
            if (edge.from() != box) {
                continue;
            }
            int passed = layerOf.get(edge.to()) - layerOf.get(box) - 1;
            while (way.size() <= passed) {
                int bend = add(layerOf.get(box) + way.size(), box);
                join(way.getLast(), bend);
                way.add(bend);
            }
            join(way.get(passed), edge.to());
        }
    }

    private void join(int from, int to) {
        after.get(from).add(to);
        before.get(to).add(from);
    }

    int size() {
        return layerOf.size();
    }

    boolean isBox(int vertex) {
        return vertex < boxes;
    }

    int layerOf(int vertex) {
        return layerOf.get(vertex);
    }

    /** The box whose way leads over this bend; a box's own number for a box. */
    int originOf(int vertex) {
        return originOf.get(vertex);
    }

    /** In the layer before. */
    List<Integer> before(int vertex) {
        return before.get(vertex);
    }

    /** In the layer after. */
    List<Integer> after(int vertex) {
        return after.get(vertex);
    }

    /** Layer by layer, in no particular order within. */
    List<List<Integer>> layers() {
        return layers;
    }
}
