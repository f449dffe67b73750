package io.taskforge.api.graph;

import io.taskforge.api.graph.GraphLayout.Box;
import io.taskforge.api.graph.GraphLayout.Way;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Draws a directed graph of up to some fifty boxes in layers, by Sugiyama's method: layers, crossings, places (the sources are named
 * where each step stands). The same graph is always drawn the same way.
 *
 * <p>Arrows lead to the right: boxes are wide and flat, results are seldom deep, and what is long runs down the page, where readers
 * scroll anyway. They lead down where that keeps a deep graph from being several pages wide. What does not hang together is drawn
 * apart, largest first; boxes without an arrow stand in a grid at the end.
 */
public final class LayeredLayout {

    static final int BOX_GAP = 14;
    static final int BEND_GAP = 9;
    static final int BEND_TO_BOX = 11;

    private static final int MARGIN = 8;
    private static final int PART_GAP = 30;
    /** How much narrower downwards must be, so that a deep graph is not turned for a column more or less. */
    private static final double CLEARLY = 0.75;

    private final int boxWidth;
    private final int boxHeight;
    private final int pageWidth;

    /** @param pageWidth what is filled before something goes below; a layer or a row of layers may be wider */
    public LayeredLayout(int boxWidth, int boxHeight, int pageWidth) {
        if (boxWidth < 1 || boxHeight < 1) {
            throw new IllegalArgumentException("a box has an extent");
        }
        this.boxWidth = boxWidth;
        this.boxHeight = boxHeight;
        this.pageWidth = pageWidth;
    }

    /**
     * @param nodes how many boxes there are; they are known as 0 to {@code nodes - 1}
     * @param edges in any order and number; one that would close a circle is left out, and the layout says so
     */
    public GraphLayout of(int nodes, Collection<Edge> edges) {
        AcyclicGraph graph = AcyclicGraph.of(nodes, edges);
        List<Ordered> ordered = new ArrayList<>();
        List<Integer> single = new ArrayList<>();
        for (List<Integer> members : graph.parts()) {
            if (members.size() == 1) {
                single.addAll(members);
            } else {
                LayeredGraph layered = LayeredGraph.of(members.size(), graph.within(members));
                ordered.add(new Ordered(members, layered, CrossingReduction.of(layered)));
            }
        }
        GraphLayout right = drawn(ordered, single, graph.leftOut(), Direction.RIGHT);
        if (right.width() <= pageWidth) {
            return right;
        }
        GraphLayout down = drawn(ordered, single, graph.leftOut(), Direction.DOWN);
        return down.width() < CLEARLY * right.width() ? down : right;
    }

    /** A connected part with the order of its layers, which is the same in every direction. */
    private record Ordered(List<Integer> members, LayeredGraph graph, int[][] layers) {}

    private GraphLayout drawn(List<Ordered> ordered, List<Integer> single, List<Edge> leftOut, Direction direction) {
        List<PartLayout> parts = new ArrayList<>();
        for (Ordered part : ordered) {
            parts.add(
                    new PartDrawing(part.graph(), part.layers(), direction, boxWidth, boxHeight).drawn(part.members()));
        }
        parts.sort(Comparator.comparingInt(PartLayout::height).reversed());
        int widest = parts.stream().mapToInt(PartLayout::width).max().orElse(0);
        Shelves shelves = new Shelves(Math.max(widest, pageWidth - 2 * MARGIN));
        parts.forEach(part -> shelves.put(part, PART_GAP));
        shelves.nextShelf(PART_GAP);
        for (int node : single) {
            Box box = new Box(node, 0, 0, 0, boxWidth, boxHeight);
            shelves.put(new PartLayout(boxWidth, boxHeight, List.of(box), List.of()), BOX_GAP);
        }
        return new GraphLayout(
                direction,
                shelves.width + 2 * MARGIN,
                shelves.height + 2 * MARGIN,
                shelves.boxes,
                shelves.ways,
                leftOut);
    }

    /** Puts one part beside the other until a shelf is full, then begins another below. */
    private static final class Shelves {

        private final int room;
        private final List<Box> boxes = new ArrayList<>();
        private final List<Way> ways = new ArrayList<>();
        private int left;
        private int top;
        private int width;
        private int height;

        Shelves(int room) {
            this.room = room;
        }

        void put(PartLayout part, int gap) {
            if (left > 0 && left + part.width() > room) {
                nextShelf(gap);
            }
            PartLayout here = part.shifted(MARGIN + left, MARGIN + top);
            boxes.addAll(here.boxes());
            ways.addAll(here.ways());
            width = Math.max(width, left + part.width());
            height = Math.max(height, top + part.height());
            left += part.width() + gap;
        }

        void nextShelf(int gap) {
            if (left > 0) {
                left = 0;
                top = height + gap;
            }
        }
    }
}
