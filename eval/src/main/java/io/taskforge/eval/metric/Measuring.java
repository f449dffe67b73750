package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.contender.Contender;
import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.Spec;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.worker.ingest.SpecReader;
import java.util.List;
import java.util.Map;

/** All metrics of one contender on one specification. */
public final class Measuring {

    private static final Map<Integer, Metric> COVERAGE_AT =
            Map.of(3, Metric.COVERAGE_AT_3, 10, Metric.COVERAGE_AT_10, 30, Metric.COVERAGE_AT_30);

    /** Asked for one after the other; more than most specifications state, too. */
    private static final List<Integer> COUNTS = List.of(1, 3, 10, 30, 50);

    private final Spec spec;
    private final Integer tickets;
    private final boolean quick;

    /**
     * @param tickets to ask for in the main run; null leaves it to the contender
     * @param quick the main run alone, for models that take minutes
     */
    public Measuring(Spec spec, Integer tickets, boolean quick) {
        this.spec = spec;
        this.tickets = tickets;
        this.quick = quick;
    }

    /** What was measured, and the main run that it was measured on. */
    public record Measured(Scores scores, Attempt main) {}

    public Measured of(Contender contender) {
        Scores scores = new Scores();
        Attempt main = contender.draft(spec, tickets);
        scores.add(Metric.TICKETS, Figure.count(main.work().size()));
        Conformance.measure(main, scores);
        new Grounding(spec).measure(main, scores);
        Redundancy.measure(main, spec, scores);
        Testability.measure(main, language(), scores);
        Costs.measure(main, scores);
        spec.gold().ifPresent(gold -> againstGold(main, gold, scores));
        if (!quick) {
            COUNTS.forEach(count -> counted(contender.draft(spec, count), scores));
        }
        return new Measured(scores, main);
    }

    private void againstGold(Attempt attempt, Gold gold, Scores scores) {
        Reading reading = new Reading(spec, gold);
        CoverageScore.measure(attempt, reading, scores);
        Extraction.measure(attempt, reading, scores);
        Distractors.measure(attempt, reading, scores);
        DependencyScore.measure(attempt, reading, scores);
    }

    private void counted(Attempt attempt, Scores scores) {
        Conformance.measure(attempt, scores);
        Counts.measure(attempt, scores);
        Metric coverage = COVERAGE_AT.get(attempt.asked());
        if (coverage != null) {
            spec.gold().ifPresent(gold -> scores.add(coverage, CoverageScore.of(attempt, new Reading(spec, gold))));
        }
    }

    /** As the product tells it. */
    private String language() {
        return new SpecReader()
                .read(new TicketSpec(spec.title(), spec.text(), GenerationOptions.DEFAULTS))
                .language()
                .replaceFirst("-.*", "");
    }
}
