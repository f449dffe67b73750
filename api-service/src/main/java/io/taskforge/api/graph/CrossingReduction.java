package io.taskforge.api.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Orders each layer so that few lines cross.
 *
 * <p>Sweeps forth and back, ordering a layer by the mean place of its neighbours in the layer before (K. Sugiyama, S. Tagawa, M. Toda:
 * Methods for Visual Understanding of Hierarchical System Structures, 1981), and after each sweep exchanges neighbours as long as
 * that saves crossings (E. Gansner, E. Koutsofios, S. North, K.-P. Vo: A Technique for Drawing Directed Graphs, 1993, section 3). The
 * best order seen is kept. Several orders to begin with, since a sweep finds only what is near.
 */
final class CrossingReduction {

    private static final int SWEEPS = 24;
    /** Sweeps without a gain after which no more is expected. */
    private static final int PATIENCE = 8;

    private static final int EXCHANGES = 12;
    /** Beginnings by chance, always the same: on random graphs of 50 boxes they save one crossing in ten. */
    private static final int SHUFFLES = 16;

    private static final long SEED = 1981;
    /** Vertices from which on the drawing is a thicket anyway, and not worth the time. */
    private static final int LARGE = 250;

    private final LayeredGraph graph;
    private final int[][] layers;
    private final int[] place;
    private final int[][] before;
    private final int[][] after;
    private int[][] best;
    private int fewest = Integer.MAX_VALUE;

    private CrossingReduction(LayeredGraph graph) {
        this.graph = graph;
        place = new int[graph.size()];
        before = new int[graph.size()][];
        after = new int[graph.size()][];
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            before[vertex] = ints(graph.before(vertex));
            after[vertex] = ints(graph.after(vertex));
        }
        layers = graph.layers().stream().map(CrossingReduction::ints).toArray(int[][]::new);
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The vertices of each layer, in order. */
    static int[][] of(LayeredGraph graph) {
        CrossingReduction reduction = new CrossingReduction(graph);
        List<int[]> beginnings =
                new ArrayList<>(List.of(reduction.walk(false), reduction.walk(true), reduction.byOrigin()));
        Random random = new Random(SEED);
        for (int shuffle = 0; shuffle < SHUFFLES && graph.size() <= LARGE; shuffle++) {
            beginnings.add(reduction.shuffled(random));
        }
        for (int[] beginning : beginnings) {
            for (int last = 0; last < 2 && reduction.fewest > 0; last++) {
                reduction.begin(beginning);
                reduction.sweep(last);
            }
        }
        return reduction.best;
    }

    /** How many pairs of lines cross when the layers are ordered so. */
    static int crossings(LayeredGraph graph, int[][] layers) {
        CrossingReduction reduction = new CrossingReduction(graph);
        for (int i = 0; i < layers.length; i++) {
            reduction.settle(i, layers[i]);
        }
        return reduction.crossings();
    }

    /** A rank for each vertex: as met from the ends of the graph, depth first. */
    private int[] walk(boolean backwards) {
        int[] rank = new int[graph.size()];
        Arrays.fill(rank, -1);
        int next = 0;
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < layers.length; i++) {
            for (int vertex : layers[backwards ? layers.length - 1 - i : i]) {
                open.add(vertex);
                while (!open.isEmpty()) {
                    int met = open.removeLast();
                    if (rank[met] < 0) {
                        rank[met] = next++;
                        open.addAll((backwards ? graph.before(met) : graph.after(met)).reversed());
                    }
                }
            }
        }
        return rank;
    }

    private int[] byOrigin() {
        int[] rank = new int[graph.size()];
        for (int vertex = 0; vertex < rank.length; vertex++) {
            rank[vertex] = graph.originOf(vertex);
        }
        return rank;
    }

    private int[] shuffled(Random random) {
        List<Integer> ranks = new ArrayList<>();
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            ranks.add(vertex);
        }
        Collections.shuffle(ranks, random);
        return ints(ranks);
    }

    private void begin(int[] rank) {
        for (int i = 0; i < layers.length; i++) {
            List<Integer> order = new ArrayList<>(graph.layers().get(i));
            order.sort(Comparator.<Integer>comparingInt(vertex -> rank[vertex]).thenComparingInt(vertex -> vertex));
            settle(i, ints(order));
        }
        keepIfBest();
    }

    private void settle(int layer, int[] order) {
        layers[layer] = order.clone();
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
    }

    private void sweep(int first) {
        int reached = crossings();
        int idle = 0;
        for (int sweep = first; sweep < SWEEPS + first && idle < PATIENCE && fewest > 0; sweep++) {
            boolean forwards = sweep % 2 == 0;
            for (int i = 1; i < layers.length; i++) {
                order(forwards ? i : layers.length - 1 - i, forwards);
            }
            exchange(sweep % 4 < 2);
            int crossings = keepIfBest();
            idle = crossings < reached ? 0 : idle + 1;
            reached = Math.min(reached, crossings);
        }
    }

    /** By the mean place of the neighbours; a vertex without any stays where it is. */
    private void order(int layer, boolean forwards) {
        double[] mean = new double[graph.size()];
        List<Integer> moving = new ArrayList<>();
        for (int vertex : layers[layer]) {
            int[] neighbours = forwards ? before[vertex] : after[vertex];
            for (int neighbour : neighbours) {
                mean[vertex] += place[neighbour] / (double) neighbours.length;
            }
            if (neighbours.length > 0) {
                moving.add(vertex);
            }
        }
        moving.sort(Comparator.comparingDouble(vertex -> mean[vertex]));
        int[] order = layers[layer].clone();
        int next = 0;
        for (int i = 0; i < order.length; i++) {
            boolean stays = (forwards ? before[order[i]] : after[order[i]]).length == 0;
            order[i] = stays ? order[i] : moving.get(next++);
        }
        settle(layer, order);
    }

    /** @param alsoEven whether neighbours change places where nothing is won or lost, which leads away from dead ends */
    private void exchange(boolean alsoEven) {
        boolean better = true;
        for (int round = 0; better && round < EXCHANGES; round++) {
            better = false;
            for (int[] layer : layers) {
                for (int i = 0; i + 1 < layer.length; i++) {
                    int won = crossings(layer[i], layer[i + 1]) - crossings(layer[i + 1], layer[i]);
                    if (won > 0 || (won == 0 && alsoEven && round == 0)) {
                        better |= won > 0;
                        int upper = layer[i];
                        layer[i] = layer[i + 1];
                        layer[i + 1] = upper;
                        place[layer[i]] = i;
                        place[layer[i + 1]] = i + 1;
                    }
                }
            }
        }
    }

    /** Between the lines of two vertices, the first of which stands before the other. */
    private int crossings(int first, int second) {
        return crossings(before[first], before[second]) + crossings(after[first], after[second]);
    }

    private int crossings(int[] first, int[] second) {
        int crossings = 0;
        for (int one : first) {
            for (int other : second) {
                if (place[one] > place[other]) {
                    crossings++;
                }
            }
        }
        return crossings;
    }

    private int crossings() {
        int crossings = 0;
        for (int[] layer : layers) {
            for (int i = 0; i < layer.length; i++) {
                for (int k = i + 1; k < layer.length; k++) {
                    crossings += crossings(after[layer[i]], after[layer[k]]);
                }
            }
        }
        return crossings;
    }

    /** @return how many there are */
    private int keepIfBest() {
        int crossings = crossings();
        if (crossings < fewest) {
            fewest = crossings;
            best = Arrays.stream(layers).map(int[]::clone).toArray(int[][]::new);
        }
        return crossings;
    }
}
