package io.taskforge.chaos.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.chaos.check.Accounting;
import io.taskforge.chaos.check.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunReportTest {

    private static final Accounting BALANCED = new Accounting(3, 3, 0, 0, 0, 1, 2, 0);

    @Test
    void a_scenario_without_a_fault_held() {
        RunReport report = run(scenario(Optional.of(BALANCED), List.of(), List.of(), Optional.empty()));

        assertTrue(report.held());
        assertTrue(report.text().contains("C1    ok"), report.text());
        assertTrue(report.text().contains("seed 7: all held"), report.text());
    }

    @Test
    void a_violation_fails_the_run_and_is_told() {
        RunReport report = run(scenario(
                Optional.of(BALANCED), List.of(new Violation("I3", "job x has none")), List.of(), Optional.empty()));

        assertFalse(report.held());
        assertTrue(report.text().contains("C1 BROKEN I3: job x has none"), report.text());
        assertEquals(
                "I3", report.json().at("/scenarios/0/violations/0/invariant").asText());
    }

    @Test
    void a_lost_job_fails_the_run() {
        assertFalse(run(scenario(
                        Optional.of(new Accounting(3, 3, 1, 0, 0, 0, 0, 0)), List.of(), List.of(), Optional.empty()))
                .held());
    }

    @Test
    void a_figure_over_its_limit_fails_the_run() {
        Figure slow = new Figure("claim p99", 21, "ms", Optional.of(20.0));

        RunReport report = run(scenario(Optional.of(BALANCED), List.of(), List.of(slow), Optional.empty()));

        assertFalse(report.held());
        assertTrue(report.text().contains("EXCEEDED claim p99: 21 ms (at most 20)"), report.text());
    }

    @Test
    void a_figure_at_its_limit_holds() {
        Figure fast = new Figure("claim p99", 20, "ms", Optional.of(20.0));

        assertTrue(run(scenario(Optional.of(BALANCED), List.of(), List.of(fast), Optional.empty()))
                .held());
    }

    @Test
    void a_scenario_that_broke_off_did_not_hold() {
        RunReport report = run(scenario(Optional.empty(), List.of(), List.of(), Optional.of("no port is free")));

        assertFalse(report.held());
        assertTrue(report.text().contains("C1 BROKE OFF no port is free"), report.text());
    }

    private static ScenarioReport scenario(
            Optional<Accounting> accounting, List<Violation> violations, List<Figure> figures, Optional<String> broke) {
        return new ScenarioReport(
                "C1", "a worker dies", Duration.ofSeconds(12), accounting, violations, figures, List.of(), broke);
    }

    private static RunReport run(ScenarioReport scenario) {
        return new RunReport(7, 3, "rabbitmq", false, List.of(scenario));
    }
}
