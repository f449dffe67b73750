package io.taskforge.api.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.api.graph.GraphLayout.Box;
import io.taskforge.api.graph.GraphLayout.Stretch;
import io.taskforge.api.graph.GraphLayout.Way;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayeredLayoutTest {

    private static final int WIDTH = 212;
    private static final int HEIGHT = 66;
    private static final int PAGE = 1_000;

    static Stream<Graphs> graphs() {
        Stream<Graphs> known = Stream.of(
                new Graphs(1, List.of()),
                new Graphs(50, List.of()),
                Graphs.chain(2),
                Graphs.chain(50),
                Graphs.thicket(50),
                Graphs.tree(31));
        return Stream.concat(known, LongStream.range(0, 60).mapToObj(Graphs::random));
    }

    private static GraphLayout drawn(Graphs graph) {
        return new LayeredLayout(WIDTH, HEIGHT, PAGE).of(graph.nodes(), graph.edges());
    }

    private static Map<Integer, Box> boxes(GraphLayout layout) {
        Map<Integer, Box> boxes = new HashMap<>();
        layout.boxes().forEach(box -> boxes.put(box.node(), box));
        return boxes;
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void every_node_has_one_box_inside_the_drawing(Graphs graph) {
        GraphLayout layout = drawn(graph);
        assertEquals(
                IntStream.range(0, graph.nodes()).boxed().toList(),
                layout.boxes().stream().map(Box::node).sorted().toList());
        for (Box box : layout.boxes()) {
            assertTrue(box.x() >= 0 && box.x() + box.width() <= layout.width(), box::toString);
            assertTrue(box.y() >= 0 && box.y() + box.height() <= layout.height(), box::toString);
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void no_two_boxes_overlap(Graphs graph) {
        List<Box> boxes = drawn(graph).boxes();
        for (int i = 0; i < boxes.size(); i++) {
            for (Box other : boxes.subList(i + 1, boxes.size())) {
                Box box = boxes.get(i);
                boolean apart = box.x() + box.width() < other.x()
                        || other.x() + other.width() < box.x()
                        || box.y() + box.height() < other.y()
                        || other.y() + other.height() < box.y();
                assertTrue(apart, () -> box + " and " + other);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void every_edge_leads_forward(Graphs graph) {
        GraphLayout layout = drawn(graph);
        Map<Integer, Box> boxes = boxes(layout);
        for (Edge edge : graph.edges()) {
            Box from = boxes.get(edge.from());
            Box to = boxes.get(edge.to());
            boolean forward = layout.direction() == Direction.RIGHT
                    ? from.x() + from.width() < to.x()
                    : from.y() + from.height() < to.y();
            assertTrue(forward && from.layer() < to.layer(), () -> from + " to " + to);
        }
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void every_edge_has_one_tip_that_a_line_leads_to(Graphs graph) {
        Set<Edge> tips = new HashSet<>();
        for (Way way : drawn(graph).ways()) {
            way.tips().forEach(tip -> {
                assertTrue(tips.add(new Edge(way.from(), tip.node())));
                assertTrue(way.stretches().stream().anyMatch(each -> each.x2() == tip.x() && each.y2() == tip.y()));
            });
        }
        assertEquals(new HashSet<>(graph.edges()), tips);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void no_line_runs_through_a_box(Graphs graph) {
        GraphLayout layout = drawn(graph);
        for (Way way : layout.ways()) {
            for (Stretch stretch : way.stretches()) {
                for (int step = 0; step <= 40; step++) {
                    double[] point = point(stretch, layout.direction(), step / 40.0);
                    assertFalse(
                            layout.boxes().stream().anyMatch(box -> holds(box, point[0], point[1])),
                            () -> way.from() + " by " + stretch);
                }
            }
        }
    }

    private static boolean holds(Box box, double x, double y) {
        return x > box.x() && x < box.x() + box.width() && y > box.y() && y < box.y() + box.height();
    }

    /** Of the curve that a stretch is drawn as: a cubic one, whose middle points lie half-way along the direction. */
    private static double[] point(Stretch s, Direction direction, double t) {
        double middle = 1.5 * t * (1 - t);
        double along = t * t * t + middle;
        double across = t * t * (3 - 2 * t);
        double x = direction == Direction.RIGHT ? along : across;
        double y = direction == Direction.RIGHT ? across : along;
        return new double[] {s.x1() + x * (s.x2() - s.x1()), s.y1() + y * (s.y2() - s.y1())};
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void a_graph_is_always_drawn_the_same_way(Graphs graph) {
        assertEquals(drawn(graph), drawn(graph));
    }

    @Test
    void what_waits_for_nothing_is_in_the_first_layer_and_each_layer_waits_for_the_one_before() {
        GraphLayout layout = drawn(new Graphs(4, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(3, 2))));
        Map<Integer, Box> boxes = boxes(layout);
        assertEquals(
                List.of(0, 1, 2, 0),
                IntStream.range(0, 4).mapToObj(node -> boxes.get(node).layer()).toList());
    }

    @Test
    void one_edge_of_a_circle_is_left_out() {
        GraphLayout layout = drawn(new Graphs(3, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(2, 0))));
        assertEquals(List.of(new Edge(2, 0)), layout.leftOut());
        assertEquals(3, layout.boxes().size());
    }

    @Test
    void a_node_that_waits_for_itself_stands_alone() {
        GraphLayout layout = drawn(new Graphs(1, List.of(new Edge(0, 0))));
        assertEquals(List.of(new Edge(0, 0)), layout.leftOut());
        assertEquals(List.of(), layout.ways());
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void a_graph_full_of_circles_is_drawn_all_the_same(Graphs graph) {
        List<Edge> both = Stream.concat(
                        graph.edges().stream(), graph.edges().stream().map(edge -> new Edge(edge.to(), edge.from())))
                .toList();
        GraphLayout layout = drawn(new Graphs(graph.nodes(), both));
        assertEquals(graph.nodes(), layout.boxes().size());
        assertEquals(new HashSet<>(graph.edges()).size(), layout.leftOut().size());
    }

    @Test
    void a_long_chain_leads_down_and_is_one_box_wide() {
        GraphLayout layout = drawn(Graphs.chain(50));
        assertEquals(Direction.DOWN, layout.direction());
        assertTrue(layout.width() < 2 * WIDTH, () -> "width " + layout.width());
    }

    @Test
    void a_chain_that_fits_the_page_leads_to_the_right_in_a_straight_line() {
        GraphLayout layout = drawn(Graphs.chain(3));
        assertEquals(Direction.RIGHT, layout.direction());
        assertEquals(1, layout.boxes().stream().map(Box::y).distinct().count());
    }

    @Test
    void boxes_without_an_arrow_fill_the_page_row_by_row() {
        GraphLayout layout = drawn(new Graphs(50, List.of()));
        assertEquals(4, layout.boxes().stream().map(Box::x).distinct().count());
        assertEquals(13, layout.boxes().stream().map(Box::y).distinct().count());
        assertTrue(layout.width() <= PAGE);
    }

    @Test
    void small_parts_stand_side_by_side_below_the_large_one() {
        GraphLayout layout = drawn(
                new Graphs(8, List.of(new Edge(0, 1), new Edge(2, 3), new Edge(4, 5), new Edge(5, 6), new Edge(4, 7))));
        Map<Integer, Box> boxes = boxes(layout);
        assertTrue(boxes.get(4).y() < boxes.get(0).y());
        assertEquals(boxes.get(0).y(), boxes.get(2).y());
    }

    @Test
    void an_edge_that_passes_layers_is_straight_where_nothing_is_in_its_way() {
        Graphs graph = new Graphs(4, List.of(new Edge(0, 1), new Edge(1, 2), new Edge(3, 2)));
        long bent = drawn(graph).ways().stream()
                .filter(way -> way.from() == 3)
                .flatMap(way -> way.stretches().stream())
                .filter(stretch -> stretch.y1() != stretch.y2())
                .count();
        assertEquals(0, bent);
    }

    @Test
    void edges_of_one_box_share_their_way() {
        int nodes = 40;
        GraphLayout layout = drawn(Graphs.thicket(nodes));
        Way first = layout.ways().stream()
                .filter(way -> way.from() == 0)
                .findFirst()
                .orElseThrow();
        assertEquals(20, first.tips().size());
        assertTrue(first.stretches().size() < 3 * 20, () -> first.stretches().size() + " stretches");
    }

    @Test
    void another_numbering_of_a_chain_looks_the_same() {
        GraphLayout layout = drawn(Graphs.chain(20).shuffled(new Random(5).nextLong()));
        assertEquals(drawn(Graphs.chain(20)).height(), layout.height());
        assertEquals(drawn(Graphs.chain(20)).width(), layout.width());
    }
}
