package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.GoldStatement;
import io.taskforge.eval.gold.Span;
import io.taskforge.model.ticket.Ticket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tickets made of what is no work. A ticket is one when a reference of its own lies mostly on distractor lines and on no marked
 * statement, or when its title is most of a distractor's words and closer to it than to any statement. A distractor that is
 * paraphrased and not cited escapes.
 */
public final class Distractors {

    private Distractors() {}

    public static void measure(Attempt attempt, Reading reading, Scores scores) {
        scores.add(Metric.DISTRACTORS, Figure.count(found(attempt, reading).size()));
    }

    /** The tickets themselves. */
    public static List<Ticket> found(Attempt attempt, Reading reading) {
        return attempt.work().stream()
                .filter(ticket -> cites(ticket, reading.gold()) || repeats(ticket, reading))
                .toList();
    }

    private static boolean cites(Ticket ticket, Gold gold) {
        return Reading.spans(ticket).stream().anyMatch(span -> {
            int hit = 0;
            for (int line = span.start(); line <= span.end(); line++) {
                int at = line;
                hit += gold.distractors().stream().anyMatch(one -> one.lines().has(at)) ? 1 : 0;
            }
            return 2 * hit >= span.length() && hit > 0 && noneMarked(span, gold);
        });
    }

    private static boolean noneMarked(Span span, Gold gold) {
        return gold.statements().stream().map(GoldStatement::lines).noneMatch(span::touches);
    }

    private static boolean repeats(Ticket ticket, Reading reading) {
        double nearest = reading.gold().statements().stream()
                .mapToDouble(one -> reading.contained(ticket.title(), one.text()))
                .max()
                .orElse(0);
        return reading.gold().distractors().stream()
                .flatMap(one -> lines(one.lines(), reading))
                .mapToDouble(words -> reading.contained(ticket.title(), words))
                .anyMatch(likeness -> likeness >= Reading.SAYS && likeness > nearest);
    }

    private static Stream<String> lines(Span span, Reading reading) {
        return IntStream.rangeClosed(span.start(), span.end())
                .mapToObj(line -> reading.spec().words(new Span(line, line)));
    }
}
