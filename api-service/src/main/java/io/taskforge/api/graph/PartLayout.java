package io.taskforge.api.graph;

import io.taskforge.api.graph.GraphLayout.Box;
import io.taskforge.api.graph.GraphLayout.Stretch;
import io.taskforge.api.graph.GraphLayout.Tip;
import io.taskforge.api.graph.GraphLayout.Way;
import java.util.List;

/** A connected part of a graph, drawn from 0, 0. */
record PartLayout(int width, int height, List<Box> boxes, List<Way> ways) {

    PartLayout {
        boxes = List.copyOf(boxes);
        ways = List.copyOf(ways);
    }

    PartLayout shifted(int x, int y) {
        return new PartLayout(
                width,
                height,
                boxes.stream()
                        .map(box ->
                                new Box(box.node(), box.layer(), box.x() + x, box.y() + y, box.width(), box.height()))
                        .toList(),
                ways.stream().map(way -> shifted(way, x, y)).toList());
    }

    private static Way shifted(Way way, int x, int y) {
        return new Way(
                way.from(),
                way.stretches().stream()
                        .map(each -> new Stretch(each.x1() + x, each.y1() + y, each.x2() + x, each.y2() + y))
                        .toList(),
                way.tips().stream()
                        .map(tip -> new Tip(tip.node(), tip.x() + x, tip.y() + y))
                        .toList());
    }
}
