package io.taskforge.chaos.report;

import io.taskforge.chaos.check.Accounting;
import io.taskforge.chaos.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one scenario went.
 *
 * @param accounting empty when the scenario broke before it could be judged
 * @param breakage why it could not be carried out to its end; empty when it was
 */
public record ScenarioReport(
        String id,
        String title,
        Duration took,
        Optional<Accounting> accounting,
        List<Violation> violations,
        List<Figure> figures,
        List<String> notes,
        Optional<String> breakage) {

    public boolean held() {
        return breakage.isEmpty()
                && violations.isEmpty()
                && accounting.filter(Accounting::balanced).isPresent()
                && figures.stream().noneMatch(Figure::exceeded);
    }
}
