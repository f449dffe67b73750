package io.taskforge.eval.gold;

import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What people marked in one specification.
 *
 * @param heldOut nobody may tune the product to this specification
 * @param edges empty and {@code edgesComplete} false when nobody marked any
 * @param edgesComplete every dependency that the text states is among the edges
 * @param distractors must never become a ticket: personas, licences, changelogs, code, background that looks like work
 * @param tolerated may become a ticket or not: open questions, goals
 */
public record Gold(
        boolean heldOut,
        List<GoldStatement> statements,
        List<Edge> edges,
        boolean edgesComplete,
        List<Marked> distractors,
        List<Marked> tolerated) {

    /** {@code from} cannot be done before {@code to}; both are ids of statements. */
    public record Edge(String from, String to) {}

    /** Lines and why they are marked. */
    public record Marked(Span lines, String why) {}

    public Gold {
        statements = List.copyOf(statements);
        edges = List.copyOf(edges);
        distractors = List.copyOf(distractors);
        tolerated = List.copyOf(tolerated);
    }

    /** The statements that stand on their own. */
    public List<GoldStatement> main() {
        return statements.stream().filter(one -> !one.isDetail()).toList();
    }

    public List<GoldStatement> details() {
        return statements.stream().filter(GoldStatement::isDetail).toList();
    }

    /** The same marks after every line has moved to {@code to}; lines of one span stay together. */
    public Gold moved(IntUnaryOperator to) {
        return new Gold(
                heldOut,
                statements.stream()
                        .map(one -> new GoldStatement(
                                one.id(), moved(one.lines(), to), one.strength(), one.text(), one.detailOf()))
                        .toList(),
                edges,
                edgesComplete,
                distractors.stream()
                        .map(one -> new Marked(moved(one.lines(), to), one.why()))
                        .toList(),
                tolerated.stream()
                        .map(one -> new Marked(moved(one.lines(), to), one.why()))
                        .toList());
    }

    private static Span moved(Span span, IntUnaryOperator to) {
        int start = to.applyAsInt(span.start());
        return new Span(start, start + span.length() - 1);
    }
}
