package io.taskforge.eval.report;

import io.taskforge.eval.metric.Figure;
import io.taskforge.eval.metric.Metric;
import io.taskforge.eval.metric.Scores;
import io.taskforge.eval.variation.Checks;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Metrics down, contenders across. A dash: there was nothing to measure. */
public final class Table {

    private static final int FIRST_COLUMN = 46;

    private final String title;
    private final Map<String, Scores> scores;

    public Table(String title, Map<String, Scores> scores) {
        this.title = title;
        this.scores = scores;
    }

    public void print(PrintStream out) {
        out.println();
        out.print(pad(title, FIRST_COLUMN));
        scores.keySet().forEach(name -> out.printf("%13s", name));
        out.println();
        for (Metric metric : Metric.values()) {
            if (scores.values().stream().noneMatch(one -> one.of(metric).measured())) {
                continue;
            }
            out.print(pad(metric.what(), FIRST_COLUMN));
            scores.values().forEach(one -> out.printf("%13s", written(metric, one.of(metric))));
            out.println();
        }
        scores.forEach((name, one) -> {
            codes(name + ", rules broken by results", one.broken(), out);
            codes(name + ", rules broken before any check", one.rawBroken(), out);
        });
    }

    private static void codes(String what, Map<String, Integer> codes, PrintStream out) {
        if (!codes.isEmpty()) {
            out.println(what + ": " + new java.util.TreeMap<>(codes));
        }
    }

    static String written(Metric metric, Figure figure) {
        if (!figure.measured()) {
            return "-";
        }
        return switch (metric.kind()) {
            case SHARE -> String.format(Locale.ROOT, "%.1f %%", 100 * figure.share());
            case COUNT -> String.format(Locale.ROOT, "%.0f", figure.part());
        };
    }

    /** What the variations brought. */
    public static void verdicts(List<Checks.Verdict> verdicts, PrintStream out) {
        if (verdicts.isEmpty()) {
            return;
        }
        out.println();
        out.println("the same specification in another guise");
        for (Checks.Verdict one : verdicts) {
            out.println(
                    (one.passed() ? "pass  " : "FAIL  ") + pad(one.spec(), 32) + pad(one.what(), 42) + one.figures());
        }
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }
}
