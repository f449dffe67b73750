package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;

/**
 * Whether as many tickets came as were asked for. A specification that states less than that cannot give them; then a result that
 * says so ({@code ticket_count_not_met}) has kept the contract, though not the count.
 */
public final class Counts {

    private Counts() {}

    /** @param attempt one that was asked for a count */
    public static void measure(Attempt attempt, Scores scores) {
        boolean exact = attempt.work().size() == attempt.asked();
        boolean said = attempt.work().size() < attempt.asked()
                && attempt.result().quality().stream()
                        .anyMatch(one -> one.code().equals("ticket_count_not_met"));
        scores.add(Metric.COUNT_EXACT, new Figure(exact ? 1 : 0, 1));
        scores.add(Metric.COUNT_KEPT, new Figure(exact || said ? 1 : 0, 1));
    }
}
