package io.taskforge.api.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places the vertices of ordered layers so that lines run as straight as room allows.
 *
 * <p>As Gansner et al. (1993, section 4) sweeps over the layers and moves each vertex towards the median of its neighbours, lines
 * between bends weighing most. Unlike there, a layer is not moved vertex by vertex: the places closest to all medians that keep the
 * order and the distances are found at once, by pooling neighbours that would overlap (isotonic regression; R. Barlow et al.:
 * Statistical Inference under Order Restrictions, 1972).
 */
final class Alignment {

    private static final int SWEEPS = 24;

    private final LayeredGraph graph;
    private final int[][] layers;
    private final int boxExtent;
    private final int[] at;
    private int[] best;
    private long shortest = Long.MAX_VALUE;

    private Alignment(LayeredGraph graph, int[][] layers, int boxExtent) {
        this.graph = graph;
        this.layers = layers;
        this.boxExtent = boxExtent;
        at = new int[graph.size()];
    }

    /**
     * The middle of each vertex across the graph's direction; the least is not 0.
     *
     * @param boxExtent of a box across the graph's direction
     */
    static int[] of(LayeredGraph graph, int[][] layers, int boxExtent) {
        Alignment alignment = new Alignment(graph, layers, boxExtent);
        alignment.stack();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            alignment.sweep(true, sweep >= SWEEPS / 2);
            alignment.sweep(false, sweep >= SWEEPS / 2);
        }
        return new Straightening(graph, layers, alignment.best, alignment::distance).straightened();
    }

    private void stack() {
        for (int[] layer : layers) {
            for (int i = 1; i < layer.length; i++) {
                at[layer[i]] = at[layer[i - 1]] + distance(layer[i - 1], layer[i]);
            }
        }
        keepIfBest();
    }

    private int distance(int one, int other) {
        int extents = (extent(one) + extent(other)) / 2;
        if (graph.isBox(one) && graph.isBox(other)) {
            return extents + LayeredLayout.BOX_GAP;
        }
        return extents + (graph.isBox(one) || graph.isBox(other) ? LayeredLayout.BEND_TO_BOX : LayeredLayout.BEND_GAP);
    }

    private int extent(int vertex) {
        return graph.isBox(vertex) ? boxExtent : 0;
    }

    private void sweep(boolean forwards, boolean bothSides) {
        for (int i = 0; i < layers.length; i++) {
            place(layers[forwards ? i : layers.length - 1 - i], forwards, bothSides);
        }
        keepIfBest();
    }

    private void place(int[] layer, boolean forwards, boolean bothSides) {
        double[] wished = new double[layer.length];
        double[] weight = new double[layer.length];
        int offset = 0;
        int[] offsets = new int[layer.length];
        for (int i = 0; i < layer.length; i++) {
            int vertex = layer[i];
            offset += i == 0 ? 0 : distance(layer[i - 1], vertex);
            offsets[i] = offset;
            List<Integer> neighbours = new ArrayList<>();
            if (forwards || bothSides) {
                neighbours.addAll(graph.before(vertex));
            }
            if (!forwards || bothSides) {
                neighbours.addAll(graph.after(vertex));
            }
            wished[i] = (neighbours.isEmpty() ? at[vertex] : median(vertex, neighbours)) - offset;
            weight[i] = 0.1
                    + neighbours.stream().mapToInt(each -> weight(vertex, each)).sum();
        }
        double[] placed = ascending(wished, weight);
        for (int i = 0; i < layer.length; i++) {
            at[layer[i]] = Math.toIntExact(Math.round(placed[i])) + offsets[i];
        }
    }

    /** Between two bends a line shows every kink; between boxes it may lean. (Gansner et al.: 8, 2 and 1.) */
    private int weight(int one, int other) {
        if (graph.isBox(one) && graph.isBox(other)) {
            return 1;
        }
        return graph.isBox(one) || graph.isBox(other) ? 2 : 8;
    }

    /** The weighted median; where that is a stretch, its point closest to where the vertex is. */
    private int median(int vertex, List<Integer> neighbours) {
        List<Integer> sorted = new ArrayList<>(neighbours);
        sorted.sort(Comparator.comparingInt(each -> at[each]));
        int all = sorted.stream().mapToInt(each -> weight(vertex, each)).sum();
        int passed = 0;
        for (int i = 0; i < sorted.size(); i++) {
            passed += weight(vertex, sorted.get(i));
            if (2 * passed == all) {
                return Math.clamp(at[vertex], at[sorted.get(i)], at[sorted.get(i + 1)]);
            }
            if (2 * passed > all) {
                return at[sorted.get(i)];
            }
        }
        throw new IllegalStateException("no neighbour");
    }

    /** The ascending numbers closest to those wished for (least weighted squares): what would descend becomes its common mean. */
    private static double[] ascending(double[] wished, double[] weight) {
        double[] means = new double[wished.length];
        double[] weights = new double[wished.length];
        int[] ends = new int[wished.length];
        int pools = 0;
        for (int i = 0; i < wished.length; i++) {
            means[pools] = wished[i];
            weights[pools] = weight[i];
            ends[pools] = i + 1;
            while (pools > 0 && means[pools - 1] > means[pools]) {
                double sum = weights[pools - 1] + weights[pools];
                means[pools - 1] = (means[pools - 1] * weights[pools - 1] + means[pools] * weights[pools]) / sum;
                weights[pools - 1] = sum;
                ends[pools - 1] = i + 1;
                pools--;
            }
            pools++;
        }
        double[] ascending = new double[wished.length];
        for (int pool = 0; pool < pools; pool++) {
            Arrays.fill(ascending, pool == 0 ? 0 : ends[pool - 1], ends[pool], means[pool]);
        }
        return ascending;
    }

    private void keepIfBest() {
        long length = 0;
        for (int vertex = 0; vertex < at.length; vertex++) {
            for (int next : graph.after(vertex)) {
                length += (long) weight(vertex, next) * Math.abs(at[vertex] - at[next]);
            }
        }
        if (length < shortest) {
            shortest = length;
            best = at.clone();
        }
    }
}
