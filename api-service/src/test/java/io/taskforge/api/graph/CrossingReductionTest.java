package io.taskforge.api.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrossingReductionTest {

    private static int crossings(Graphs graph) {
        LayeredGraph layered = LayeredGraph.of(graph.nodes(), graph.edges());
        return CrossingReduction.crossings(layered, CrossingReduction.of(layered));
    }

    static Stream<Graphs> graphs_that_can_be_drawn_without_crossings() {
        return LongStream.range(0, 20).boxed().flatMap(seed -> Stream.of(
                        Graphs.chain(10), Graphs.tree(31), ladder(10), fan(12), diamonds(6))
                .map(graph -> graph.shuffled(seed)));
    }

    /** Two chains, and a rung from each of the one to the next of the other. */
    private static Graphs ladder(int rungs) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < rungs - 1; i++) {
            edges.add(new Edge(2 * i, 2 * i + 2));
            edges.add(new Edge(2 * i + 1, 2 * i + 3));
            edges.add(new Edge(2 * i, 2 * i + 3));
        }
        return new Graphs(2 * rungs, edges);
    }

    /** One before many, and one after all of them. */
    private static Graphs fan(int blades) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i <= blades; i++) {
            edges.add(new Edge(0, i));
            edges.add(new Edge(i, blades + 1));
        }
        return new Graphs(blades + 2, edges);
    }

    /** Each ends where the next begins. */
    private static Graphs diamonds(int count) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < 3 * count; i += 3) {
            edges.add(new Edge(i, i + 1));
            edges.add(new Edge(i, i + 2));
            edges.add(new Edge(i + 1, i + 3));
            edges.add(new Edge(i + 2, i + 3));
        }
        return new Graphs(3 * count + 1, edges);
    }

    @ParameterizedTest
    @MethodSource("graphs_that_can_be_drawn_without_crossings")
    void no_lines_cross_where_none_need_to(Graphs graph) {
        assertEquals(0, crossings(graph));
    }

    @Test
    void two_that_both_wait_for_two_cross_once() {
        assertEquals(
                1, crossings(new Graphs(4, List.of(new Edge(0, 2), new Edge(0, 3), new Edge(1, 2), new Edge(1, 3)))));
    }

    @Test
    void crossings_are_fewer_than_in_the_order_given() {
        for (long seed = 0; seed < 50; seed++) {
            Graphs graph = Graphs.random(seed);
            LayeredGraph layered = LayeredGraph.of(graph.nodes(), graph.edges());
            int[][] given = layered.layers().stream()
                    .map(layer -> layer.stream().mapToInt(Integer::intValue).toArray())
                    .toArray(int[][]::new);
            assertTrue(crossings(graph) <= CrossingReduction.crossings(layered, given));
        }
    }
}
