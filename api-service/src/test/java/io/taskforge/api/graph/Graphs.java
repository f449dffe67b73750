package io.taskforge.api.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Graphs without a circle, by chance and on purpose. @param nodes how many */
record Graphs(int nodes, List<Edge> edges) {

    Graphs {
        edges = List.copyOf(edges);
    }

    /** Up to 50 nodes, each waiting for up to {@code needs} of those before it, numbered in any order. */
    static Graphs random(long seed) {
        Random random = new Random(seed);
        int nodes = 1 + random.nextInt(50);
        int needs = random.nextInt(5) == 0 ? 20 : 1 + random.nextInt(4);
        List<Integer> names = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            names.add(node);
        }
        Collections.shuffle(names, random);
        List<Edge> edges = new ArrayList<>();
        for (int node = 1; node < nodes; node++) {
            for (int need = random.nextInt(needs + 1); need > 0; need--) {
                edges.add(new Edge(names.get(random.nextInt(node)), names.get(node)));
            }
        }
        return new Graphs(nodes, edges);
    }

    static Graphs chain(int nodes) {
        List<Edge> edges = new ArrayList<>();
        for (int node = 1; node < nodes; node++) {
            edges.add(new Edge(node - 1, node));
        }
        return new Graphs(nodes, edges);
    }

    /** Every node waits for the 20 before it, or as many as there are. */
    static Graphs thicket(int nodes) {
        List<Edge> edges = new ArrayList<>();
        for (int node = 1; node < nodes; node++) {
            for (int need = Math.max(0, node - 20); need < node; need++) {
                edges.add(new Edge(need, node));
            }
        }
        return new Graphs(nodes, edges);
    }

    /** Each node but the first waits for the one that a binary tree has above it. */
    static Graphs tree(int nodes) {
        List<Edge> edges = new ArrayList<>();
        for (int node = 1; node < nodes; node++) {
            edges.add(new Edge((node - 1) / 2, node));
        }
        return new Graphs(nodes, edges);
    }

    /** The same with its nodes numbered otherwise, so that no order is given away. */
    Graphs shuffled(long seed) {
        List<Integer> names = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            names.add(node);
        }
        Random random = new Random(seed);
        Collections.shuffle(names, random);
        List<Edge> renamed = new ArrayList<>();
        for (Edge edge : edges) {
            renamed.add(new Edge(names.get(edge.from()), names.get(edge.to())));
        }
        Collections.shuffle(renamed, random);
        return new Graphs(nodes, renamed);
    }
}
