package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.GoldStatement;
import io.taskforge.eval.gold.Span;
import io.taskforge.model.ticket.Requirement;
import java.util.List;
import java.util.stream.Stream;

/**
 * How well the result's list of requirements agrees with the marks, whatever the number of tickets. A requirement and a mark agree
 * when they share a line and one says most of the other, so that of two sentences on one line each needs its own; or when the mark
 * stands among what hangs below the requirement. Non-goals are left aside, and so is what was marked as tolerable.
 */
public final class Extraction {

    private Extraction() {}

    public static void measure(Attempt attempt, Reading reading, Scores scores) {
        if (!attempt.listsRequirements()) {
            return;
        }
        List<Requirement> found = attempt.result().requirements().stream()
                .filter(one -> one.kind() != Requirement.Kind.OUT_OF_SCOPE)
                .toList();
        List<GoldStatement> main = reading.gold().main();
        long recalled = main.stream()
                .filter(mark -> found.stream().anyMatch(one -> reading.agree(one, mark)))
                .count();
        scores.add(Metric.EXTRACTION_RECALL, new Figure(recalled, main.size()));
        List<Requirement> judged = found.stream()
                .filter(one -> !onlyTolerated(one, reading.gold()))
                .toList();
        long right = judged.stream().filter(one -> isRight(one, reading)).count();
        scores.add(Metric.EXTRACTION_PRECISION, new Figure(right, judged.size()));
    }

    /** Requirements that nobody marked, for who wants to know why. */
    public static List<Requirement> wrong(Attempt attempt, Reading reading) {
        return attempt.result().requirements().stream()
                .filter(one -> one.kind() != Requirement.Kind.OUT_OF_SCOPE)
                .filter(one -> !onlyTolerated(one, reading.gold()))
                .filter(one -> !isRight(one, reading))
                .toList();
    }

    private static boolean isRight(Requirement one, Reading reading) {
        return reading.gold().statements().stream().anyMatch(mark -> reading.agree(one, mark));
    }

    private static boolean onlyTolerated(Requirement one, Gold gold) {
        Stream<Span> marks = gold.statements().stream().map(GoldStatement::lines);
        return marks.noneMatch(lines -> lines.touches(Reading.span(one)))
                && gold.tolerated().stream().anyMatch(marked -> marked.lines().touches(Reading.span(one)));
    }
}
