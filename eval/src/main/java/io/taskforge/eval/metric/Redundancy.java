package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.gold.Spec;
import io.taskforge.eval.text.Terms;
import io.taskforge.eval.text.Weights;
import io.taskforge.model.ticket.Ticket;
import java.util.List;
import java.util.Set;

/**
 * Tickets that say what an earlier one says: title and criteria alike by weighted pieces of words. The pipeline merges by shared
 * whole words, so this is not its own yardstick; two tickets that say the same in other words escape both.
 */
public final class Redundancy {

    static final double ALIKE = 0.8;

    private Redundancy() {}

    public static void measure(Attempt attempt, Spec spec, Scores scores) {
        Weights weights = spec.weights();
        List<Set<String>> texts =
                attempt.work().stream().map(Redundancy::words).map(Terms::of).toList();
        int alike = 0;
        for (int i = 0; i < texts.size(); i++) {
            Set<String> one = texts.get(i);
            alike += texts.subList(0, i).stream().anyMatch(other -> weights.likeness(one, other) >= ALIKE) ? 1 : 0;
        }
        scores.add(Metric.REDUNDANT, new Figure(alike, texts.size()));
    }

    private static String words(Ticket ticket) {
        return ticket.title() + "\n" + String.join("\n", ticket.acceptanceCriteria());
    }
}
