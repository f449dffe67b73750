package io.taskforge.eval.metric;

import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.GoldStatement;
import io.taskforge.eval.gold.Span;
import io.taskforge.eval.gold.Spec;
import io.taskforge.eval.text.Terms;
import io.taskforge.eval.text.Weights;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One specification with its marks, prepared for comparing tickets with it. */
public final class Reading {

    /**
     * How much of a statement has to be found in a ticket for the ticket to say it. Fixed on the development specifications in
     * {@code examples/} ({@code eval/README.md} has the curve), and not changed for any other.
     */
    static final double SAYS = 0.6;

    /** A reference may be this many lines longer than three times the statement; one that names half the text names nothing. */
    private static final int SLACK = 4;

    private final Spec spec;
    private final Gold gold;
    private final Weights weights;
    private final Map<String, Set<String>> terms = new HashMap<>();

    public Reading(Spec spec, Gold gold) {
        this.spec = spec;
        this.gold = gold;
        weights = spec.weights();
    }

    public Spec spec() {
        return spec;
    }

    public Gold gold() {
        return gold;
    }

    Weights weights() {
        return weights;
    }

    Set<String> terms(String text) {
        return terms.computeIfAbsent(text, Terms::of);
    }

    double contained(String part, String whole) {
        return weights.contained(terms(part), terms(whole));
    }

    /** Title, description and criteria. */
    static String words(Ticket ticket) {
        return ticket.title() + "\n" + ticket.description() + "\n" + String.join("\n", ticket.acceptanceCriteria());
    }

    /** Whether the ticket names the statement's lines, and not half of the text with them. */
    boolean declares(Ticket ticket, GoldStatement statement) {
        int most = 3 * block(statement).length() + SLACK;
        return spans(ticket).stream().anyMatch(span -> span.touches(statement.lines()) && span.length() <= most);
    }

    /** The statement's lines and those of its details. */
    private Span block(GoldStatement statement) {
        Span block = statement.lines();
        for (GoldStatement detail : gold.details()) {
            if (detail.detailOf().orElseThrow().equals(statement.id())) {
                block = new Span(
                        Math.min(block.start(), detail.lines().start()),
                        Math.max(block.end(), detail.lines().end()));
            }
        }
        return block;
    }

    /**
     * What a requirement of the result says: its text, unless that only names its lines (a heading over a story); then the lines.
     */
    String words(Requirement one) {
        String lines = spec.words(span(one));
        boolean heading = spec.lines().get(one.startLine() - 1).startsWith("#");
        return heading || contained(one.text(), lines) < SAYS ? lines : one.text();
    }

    static Span span(Requirement one) {
        return new Span(one.startLine(), one.endLine());
    }

    boolean says(Ticket ticket, GoldStatement statement) {
        return contained(statement.text(), words(ticket)) >= SAYS;
    }

    /** References that are lines at all; a contender may write nonsense. */
    static List<Span> spans(Ticket ticket) {
        return ticket.sourceRefs().stream()
                .filter(Reading::isSpan)
                .map(Reading::span)
                .toList();
    }

    private static boolean isSpan(SourceRef ref) {
        return ref.startLine() >= 1 && ref.endLine() >= ref.startLine();
    }

    private static Span span(SourceRef ref) {
        return new Span(ref.startLine(), ref.endLine());
    }
}
