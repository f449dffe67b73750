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

    /** As {@link #SAYS}, when it must be all but a few letters. */
    private static final double WHOLE = 0.9;

    /** A reference may be this many lines longer than three times the statement: a list's, not a chapter's, which names nothing. */
    private static final int SLACK = 12;

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
     * Whether a requirement of the result and a mark are one: they share a line, and one says most of the other; or the mark stands on
     * lines below the requirement's own text, among what the requirement brings along (criteria under a story, rows under a heading).
     * The result lists no details, so that more cannot be seen.
     */
    boolean agree(Requirement one, GoldStatement mark) {
        Span lines = span(one);
        if (!lines.touches(mark.lines())) {
            return false;
        }
        return contained(mark.text(), one.text()) >= SAYS
                || contained(one.text(), mark.text()) >= SAYS
                || mark.lines().start() > ownEnd(one) && mark.lines().end() <= lines.end();
    }

    /** The line where the requirement's own text ends; the one before its first when it only gives several lines a name. */
    private int ownEnd(Requirement one) {
        for (int end = one.startLine(); end <= one.endLine(); end++) {
            if (contained(one.text(), spec.words(new Span(one.startLine(), end))) >= WHOLE) {
                return end;
            }
        }
        boolean names = one.endLine() > one.startLine() && contained(one.text(), spec.words(span(one))) < SAYS;
        return names ? one.startLine() - 1 : one.endLine();
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
