package io.taskforge.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.Spec;
import io.taskforge.eval.metric.Figure;
import io.taskforge.eval.metric.Metric;
import io.taskforge.eval.metric.Scores;
import io.taskforge.eval.variation.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same figures for programs: {@code part} and {@code whole} of each, so that others can add them up their own way. */
public final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode specs;

    /** @param tickets that were asked for; null when that was left open */
    public JsonReport(String engine, Integer tickets) {
        root.put("format", "taskforge.eval.v1").put("engine", engine).put("tickets", tickets);
        specs = root.putArray("specs");
    }

    public void spec(Spec spec, Map<String, Scores> scores) {
        ObjectNode node = specs.addObject().put("name", spec.name());
        node.put("statements", spec.gold().map(gold -> gold.main().size()).orElse(null));
        node.put("held_out", spec.gold().map(Gold::heldOut).orElse(false));
        node.set("contenders", contenders(scores));
    }

    public void total(Map<String, Scores> totals, List<Checks.Verdict> verdicts) {
        root.set("total", contenders(totals));
        ArrayNode checks = root.putArray("checks");
        for (Checks.Verdict one : verdicts) {
            checks.addObject()
                    .put("spec", one.spec())
                    .put("check", one.what())
                    .put("passed", one.passed())
                    .put("figures", one.figures());
        }
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, root.toPrettyString() + "\n");
    }

    private static ObjectNode contenders(Map<String, Scores> scores) {
        ObjectNode node = JSON.createObjectNode();
        scores.forEach((name, one) -> node.set(name, figures(one)));
        return node;
    }

    private static ObjectNode figures(Scores scores) {
        ObjectNode node = JSON.createObjectNode();
        for (Metric metric : Metric.values()) {
            Figure figure = scores.of(metric);
            if (figure.measured()) {
                node.putObject(metric.name().toLowerCase(Locale.ROOT))
                        .put("part", figure.part())
                        .put("whole", figure.whole());
            }
        }
        node.set("broken", JSON.valueToTree(scores.broken()));
        node.set("broken_before_checks", JSON.valueToTree(scores.rawBroken()));
        return node;
    }
}
