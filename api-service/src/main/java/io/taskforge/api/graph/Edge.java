package io.taskforge.api.graph;

/**
 * A dependency between two boxes, which are known by their numbers.
 *
 * @param from what must be done first
 * @param to what waits for it
 */
public record Edge(int from, int to) {}
