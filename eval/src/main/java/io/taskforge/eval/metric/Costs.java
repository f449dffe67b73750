package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.model.ticket.Generation;

/** Time, calls and tokens of a drafting. Times of one run compare with each other and with nothing else. */
public final class Costs {

    private static final double MICROS_PER_MILLI = 1_000;

    private Costs() {}

    public static void measure(Attempt attempt, Scores scores) {
        Generation generation = attempt.result().generation();
        scores.add(Metric.MILLIS, Figure.count(attempt.micros() / MICROS_PER_MILLI));
        scores.add(Metric.CALLS, Figure.count(generation.modelCalls()));
        if (generation.promptTokens() != null && generation.completionTokens() != null) {
            scores.add(Metric.TOKENS, Figure.count(generation.promptTokens() + generation.completionTokens()));
        }
    }
}
