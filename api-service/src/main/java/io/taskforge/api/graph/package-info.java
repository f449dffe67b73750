/**
 * The dependency graph of a result, as a picture that needs no script: {@code DependencySvg} turns tickets into boxes and dependencies
 * into arrows, {@code LayeredLayout} finds their places. Pure and deterministic; uses {@code model.ticket} and nothing else of ours.
 *
 * <p>The way of a graph: {@code AcyclicGraph} (no cycles, connected parts) ▶ {@code LayeredGraph} (layers, and bends where an arrow
 * passes one) ▶ {@code CrossingReduction} (the order within a layer) ▶ {@code Alignment} and {@code Straightening} (places within a
 * layer) ▶ {@code PartDrawing} (points) ▶ {@code LayeredLayout} (parts put together). Colours are in {@code admin/graph.css}.
 */
package io.taskforge.api.graph;
