package io.taskforge.chaos.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.chaos.check.Accounting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How all scenarios of a run went.
 *
 * @param broker which kind stood behind them
 */
public record RunReport(long seed, int jobs, String broker, boolean shortened, List<ScenarioReport> scenarios) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ROW = "%-5s %-4s %6s %9s %12s %5s %10s %10s %9s  %s%n";

    public boolean held() {
        return scenarios.stream().allMatch(ScenarioReport::held);
    }

    /** The table, and under it what was measured and what was broken. */
    public String text() {
        StringBuilder text = new StringBuilder(ROW.formatted(
                "", "", "s", "attempted", "acknowledged", "lost", "unexpected", "duplicated", "recovered", "title"));
        scenarios.forEach(scenario -> text.append(row(scenario)));
        scenarios.forEach(scenario ->
                details(scenario).forEach(line -> text.append("  ").append(line).append('\n')));
        text.append("seed ")
                .append(seed)
                .append(held() ? ": all held" : ": NOT ALL HELD")
                .append('\n');
        return text.toString();
    }

    private static String row(ScenarioReport scenario) {
        String verdict = scenario.held() ? "ok" : "FAIL";
        long seconds = scenario.took().toSeconds();
        return scenario.accounting()
                .map(a -> ROW.formatted(
                        scenario.id(),
                        verdict,
                        seconds,
                        a.attempted(),
                        a.acknowledged(),
                        a.lost(),
                        a.unexpected(),
                        a.duplicated(),
                        a.recovered(),
                        scenario.title()))
                .orElseGet(() ->
                        ROW.formatted(scenario.id(), verdict, seconds, "-", "-", "-", "-", "-", "-", scenario.title()));
    }

    private static List<String> details(ScenarioReport scenario) {
        List<String> lines = new ArrayList<>();
        scenario.accounting()
                .ifPresent(a -> lines.add("runs beyond the first: " + a.repeatedRuns()
                        + ", callbacks beyond the first: " + a.repeatedDeliveries()));
        scenario.figures().forEach(figure -> lines.add((figure.exceeded() ? "EXCEEDED " : "") + figure));
        lines.addAll(scenario.notes());
        scenario.violations().forEach(violation -> lines.add("BROKEN " + violation));
        scenario.breakage().ifPresent(why -> lines.add("BROKE OFF " + why));
        return lines.stream().map(line -> scenario.id() + " " + line).toList();
    }

    public void write(Path file) throws IOException {
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), json());
    }

    ObjectNode json() {
        ObjectNode run = JSON.createObjectNode()
                .put("seed", seed)
                .put("jobs", jobs)
                .put("broker", broker.toLowerCase(Locale.ROOT))
                .put("shortened", shortened)
                .put("held", held());
        ArrayNode all = run.putArray("scenarios");
        scenarios.forEach(scenario -> all.add(json(scenario)));
        return run;
    }

    private static ObjectNode json(ScenarioReport scenario) {
        ObjectNode node = JSON.createObjectNode()
                .put("id", scenario.id())
                .put("title", scenario.title())
                .put("held", scenario.held())
                .put("seconds", scenario.took().toMillis() / 1000.0);
        scenario.breakage().ifPresent(why -> node.put("broke_off", why));
        scenario.accounting().ifPresent(a -> node.set("accounting", json(a)));
        ArrayNode figures = node.putArray("figures");
        scenario.figures().forEach(figure -> {
            ObjectNode one = figures.addObject()
                    .put("name", figure.name())
                    .put("value", figure.value())
                    .put("unit", figure.unit());
            figure.limit().ifPresent(limit -> one.put("limit", limit));
        });
        ArrayNode violations = node.putArray("violations");
        scenario.violations().forEach(violation -> violations
                .addObject()
                .put("invariant", violation.invariant())
                .put("sentence", violation.sentence()));
        ArrayNode notes = node.putArray("notes");
        scenario.notes().forEach(notes::add);
        return node;
    }

    private static ObjectNode json(Accounting accounting) {
        return JSON.createObjectNode()
                .put("attempted", accounting.attempted())
                .put("acknowledged", accounting.acknowledged())
                .put("lost", accounting.lost())
                .put("unexpected", accounting.unexpected())
                .put("duplicated", accounting.duplicated())
                .put("recovered", accounting.recovered())
                .put("repeated_runs", accounting.repeatedRuns())
                .put("repeated_deliveries", accounting.repeatedDeliveries());
    }
}
