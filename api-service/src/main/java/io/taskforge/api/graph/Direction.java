package io.taskforge.api.graph;

/** Where arrows lead. */
public enum Direction {
    RIGHT,
    DOWN
}
