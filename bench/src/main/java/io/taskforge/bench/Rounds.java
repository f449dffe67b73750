package io.taskforge.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What each round brought, and what is made of it: medians, and ratios of what stood in the same round. */
final class Rounds {

    private final Map<Measure, List<Throughput>> found = new EnumMap<>(Measure.class);

    void add(Measure measure, Throughput throughput) {
        found.computeIfAbsent(measure, any -> new ArrayList<>()).add(throughput);
    }

    /** The median of the rounds' ratios; NaN when one of them was not measured. */
    double ratio(Target target) {
        List<Throughput> measured = found.getOrDefault(target.measured(), List.of());
        List<Throughput> against = found.getOrDefault(target.against(), List.of());
        return median(IntStream.range(0, Math.min(measured.size(), against.size()))
                .mapToDouble(round ->
                        measured.get(round).perSecond() / against.get(round).perSecond())
                .toArray());
    }

    void print(PrintStream out) {
        out.printf(
                "%n%-52s %9s %8s %8s   %s%n",
                "what", "a second", "p50 ms", "p99 ms", "processor µs an answer: service, database, broker, load");
        for (Measure measure : found.keySet()) {
            out.printf(
                    Locale.ROOT,
                    "%-52s %9.0f %8.2f %8s   %s%n",
                    measure.what(),
                    median(measure, Throughput::perSecond),
                    median(measure, Throughput::p50Micros) / 1_000,
                    measure == Measure.PGBENCH
                            ? "-"
                            : String.format(Locale.ROOT, "%.2f", median(measure, Throughput::p99Micros) / 1_000),
                    measure == Measure.PGBENCH ? "" : cpu(measure));
        }
        out.printf("%n%-50s %-50s %6s %8s%n", "ratio of", "to", "median", "target");
        for (Target target : Target.ALL) {
            double ratio = ratio(target);
            out.printf(
                    Locale.ROOT,
                    "%-50s %-50s %6.2f %8s %s%n",
                    target.measured().what(),
                    target.against().what(),
                    ratio,
                    "≥ " + target.atLeast(),
                    Double.isNaN(ratio) ? "not measured" : ratio >= target.atLeast() ? "reached" : "missed");
        }
    }

    private String cpu(Measure measure) {
        return String.format(
                Locale.ROOT,
                "%.0f, %.0f, %.0f, %.0f",
                median(measure, each -> each.cpu().service()),
                median(measure, each -> each.cpu().database()),
                median(measure, each -> each.cpu().broker()),
                median(measure, each -> each.cpu().load()));
    }

    private double median(Measure measure, ToDoubleFunction<Throughput> figure) {
        return median(found.get(measure).stream().mapToDouble(figure).toArray());
    }

    static double median(double[] figures) {
        if (figures.length == 0) {
            return Double.NaN;
        }
        double[] sorted = figures.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
