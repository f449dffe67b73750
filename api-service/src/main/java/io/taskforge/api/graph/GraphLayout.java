package io.taskforge.api.graph;

import java.util.List;

/**
 * Where everything of a graph is drawn, in user units from the top left corner.
 *
 * @param boxes every box once, in reading order: a connected part after the other, in it layer by layer
 * @param ways one for each box that others wait for
 * @param leftOut edges that would close a circle, and are therefore not drawn
 */
public record GraphLayout(
        Direction direction, int width, int height, List<Box> boxes, List<Way> ways, List<Edge> leftOut) {

    public GraphLayout {
        boxes = List.copyOf(boxes);
        ways = List.copyOf(ways);
        leftOut = List.copyOf(leftOut);
    }

    /** @param layer 0 for what waits for nothing; otherwise one more than the highest that it waits for */
    public record Box(int node, int layer, int x, int y, int width, int height) {}

    /** A stretch from one point to another; straight, or an S that leaves and arrives in the graph's direction. */
    public record Stretch(int x1, int y1, int x2, int y2) {}

    /** Where an arrow touches the box that it leads to. */
    public record Tip(int node, int x, int y) {}

    /** All arrows of one box. They share their way as long as they pass the same layers, so that many arrows stay few lines. */
    public record Way(int from, List<Stretch> stretches, List<Tip> tips) {

        public Way {
            stretches = List.copyOf(stretches);
            tips = List.copyOf(tips);
        }
    }
}
