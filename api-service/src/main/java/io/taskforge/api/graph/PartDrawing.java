package io.taskforge.api.graph;

import io.taskforge.api.graph.GraphLayout.Box;
import io.taskforge.api.graph.GraphLayout.Stretch;
import io.taskforge.api.graph.GraphLayout.Tip;
import io.taskforge.api.graph.GraphLayout.Way;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns layers and places into points. <i>Along</i> is the direction of the arrows, <i>across</i> the other one.
 *
 * <p>A line passes a layer straight, in the gap that the places leave for it, and bends between layers only: hence none runs through a
 * box.
 */
final class PartDrawing {

    private static final int LAYER_GAP = 44;
    private static final int WIDEST_GAP = 120;
    /** A line that climbs more than this many times the gap is hard to follow, so the gap grows. */
    private static final int STEEPEST = 5;

    private final LayeredGraph graph;
    private final int[][] layers;
    private final Direction direction;
    private final int boxWidth;
    private final int boxHeight;
    private final int[] across;
    private final int[] along;

    PartDrawing(LayeredGraph graph, int[][] layers, Direction direction, int boxWidth, int boxHeight) {
        this.graph = graph;
        this.direction = direction;
        this.boxWidth = boxWidth;
        this.boxHeight = boxHeight;
        this.layers = layers;
        across = fromZero(Alignment.of(graph, layers, boxAcross()));
        along = along();
    }

    private int boxAcross() {
        return direction == Direction.RIGHT ? boxHeight : boxWidth;
    }

    private int boxAlong() {
        return direction == Direction.RIGHT ? boxWidth : boxHeight;
    }

    private int[] fromZero(int[] middles) {
        int least = Integer.MAX_VALUE;
        for (int vertex = 0; vertex < middles.length; vertex++) {
            least = Math.min(least, middles[vertex] - (graph.isBox(vertex) ? boxAcross() / 2 : 0));
        }
        int[] across = new int[middles.length];
        for (int vertex = 0; vertex < middles.length; vertex++) {
            across[vertex] = middles[vertex] - least;
        }
        return across;
    }

    /** Where each layer begins, and last where the graph ends. */
    private int[] along() {
        int[] begins = new int[layers.length];
        for (int i = 0; i + 1 < layers.length; i++) {
            int climb = 0;
            for (int vertex : layers[i]) {
                for (int next : graph.after(vertex)) {
                    climb = Math.max(climb, Math.abs(across[vertex] - across[next]));
                }
            }
            begins[i + 1] = begins[i] + boxAlong() + Math.clamp(climb / STEEPEST, LAYER_GAP, WIDEST_GAP);
        }
        return begins;
    }

    /** @param names what the graph's boxes are called outside of it, by their numbers in it */
    PartLayout drawn(List<Integer> names) {
        List<Box> boxes = new ArrayList<>();
        for (int[] layer : layers) {
            for (int vertex : layer) {
                if (graph.isBox(vertex)) {
                    boxes.add(box(vertex, names.get(vertex)));
                }
            }
        }
        List<Way> ways = new ArrayList<>();
        for (Box box : boxes) {
            Way way = way(names.indexOf(box.node()), names);
            if (!way.tips().isEmpty()) {
                ways.add(way);
            }
        }
        int alongAll = along[along.length - 1] + boxAlong();
        int acrossAll = 0;
        for (int vertex = 0; vertex < across.length; vertex++) {
            acrossAll = Math.max(acrossAll, across[vertex] + (graph.isBox(vertex) ? boxAcross() / 2 : 0));
        }
        return direction == Direction.RIGHT
                ? new PartLayout(alongAll, acrossAll, boxes, ways)
                : new PartLayout(acrossAll, alongAll, boxes, ways);
    }

    private Box box(int vertex, int name) {
        int layer = graph.layerOf(vertex);
        int begin = across[vertex] - boxAcross() / 2;
        return direction == Direction.RIGHT
                ? new Box(name, layer, along[layer], begin, boxWidth, boxHeight)
                : new Box(name, layer, begin, along[layer], boxWidth, boxHeight);
    }

    private Way way(int box, List<Integer> names) {
        List<Stretch> stretches = new ArrayList<>();
        List<Tip> tips = new ArrayList<>();
        List<Integer> open = new ArrayList<>(List.of(box));
        while (!open.isEmpty()) {
            int vertex = open.removeLast();
            int begin = along[graph.layerOf(vertex)];
            int end = begin + boxAlong();
            if (!graph.isBox(vertex)) {
                stretches.add(stretch(begin, across[vertex], end, across[vertex]));
            }
            for (int next : graph.after(vertex)) {
                int arrival = along[graph.layerOf(next)];
                stretches.add(stretch(end, across[vertex], arrival, across[next]));
                if (graph.isBox(next)) {
                    tips.add(tip(names.get(next), arrival, across[next]));
                } else {
                    open.add(next);
                }
            }
        }
        return new Way(names.get(box), stretches, tips);
    }

    private Stretch stretch(int along1, int across1, int along2, int across2) {
        return direction == Direction.RIGHT
                ? new Stretch(along1, across1, along2, across2)
                : new Stretch(across1, along1, across2, along2);
    }

    private Tip tip(int node, int along, int across) {
        return direction == Direction.RIGHT ? new Tip(node, along, across) : new Tip(node, across, along);
    }
}
