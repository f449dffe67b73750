package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.gold.Span;
import io.taskforge.eval.gold.Spec;
import io.taskforge.eval.text.Terms;
import io.taskforge.eval.text.Weights;
import io.taskforge.model.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Sentences of tickets that no few lines of the specification support. Words are compared, not meaning: an invented sentence in the
 * specification's own words passes, a faithful one in other words does not.
 */
public final class Grounding {

    /**
     * Fixed as {@link Reading#SAYS} was: of the criteria of another specification one in a hundred passes, of the specification's own
     * all do.
     */
    static final double SUPPORTED = 0.5;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|(?<=[。！？])");
    private static final int WINDOW = 4;
    private static final int PIECES_AT_LEAST = 6;

    private final Weights weights;
    private final List<Set<String>> windows = new ArrayList<>();

    public Grounding(Spec spec) {
        weights = spec.weights();
        int lines = spec.lines().size();
        for (int line = 1; line <= lines; line++) {
            Set<String> terms =
                    Terms.of(spec.title() + " " + spec.words(new Span(line, Math.min(lines, line + WINDOW - 1))));
            if (!terms.isEmpty()) {
                windows.add(terms);
            }
        }
    }

    public void measure(Attempt attempt, Scores scores) {
        List<String> sentences =
                attempt.work().stream().flatMap(one -> sentences(one).stream()).toList();
        long bare = sentences.stream().filter(this::isBare).count();
        scores.add(Metric.UNGROUNDED, new Figure(bare, sentences.size()));
    }

    /** Whether nothing in the specification carries the sentence. */
    public boolean isBare(String sentence) {
        return support(sentence) < SUPPORTED;
    }

    double support(String sentence) {
        Set<String> terms = Terms.of(sentence);
        return windows.stream()
                .mapToDouble(window -> weights.contained(terms, window))
                .max()
                .orElse(0);
    }

    /** The description's lines, but for those in italics as a whole, which say where the ticket comes from. */
    private static Stream<String> claims(String description) {
        return description.lines().filter(line -> !line.strip().matches("_.+_"));
    }

    /** Those long enough to say something. */
    static List<String> sentences(Ticket ticket) {
        List<String> sentences = new ArrayList<>();
        sentences.add(ticket.title());
        claims(ticket.description()).forEach(line -> sentences.addAll(List.of(SENTENCE_END.split(line, -1))));
        sentences.addAll(ticket.acceptanceCriteria());
        return sentences.stream()
                .map(String::strip)
                .filter(one -> Terms.of(one).size() >= PIECES_AT_LEAST)
                .toList();
    }
}
