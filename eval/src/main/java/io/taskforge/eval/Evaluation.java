package io.taskforge.eval;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.contender.BulletSplitter;
import io.taskforge.eval.contender.Contender;
import io.taskforge.eval.contender.ModelSeam;
import io.taskforge.eval.contender.Pipeline;
import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.Spec;
import io.taskforge.eval.metric.CoverageScore;
import io.taskforge.eval.metric.Distractors;
import io.taskforge.eval.metric.Extraction;
import io.taskforge.eval.metric.Measuring;
import io.taskforge.eval.metric.Metric;
import io.taskforge.eval.metric.Reading;
import io.taskforge.eval.metric.Scores;
import io.taskforge.eval.report.JsonReport;
import io.taskforge.eval.report.Table;
import io.taskforge.eval.variation.Checks;
import io.taskforge.worker.rules.RulesEngine;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One evaluation: every contender on every specification, the product's also on the specifications' variations. */
final class Evaluation {

    private final EvalOptions options;
    private final PrintStream out;

    Evaluation(EvalOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** @return whether every result of the product kept every rule */
    boolean run(List<Spec> specs) throws IOException {
        List<Contender> contenders = contenders();
        Contender product = contenders.getFirst();
        JsonReport json = new JsonReport(product.name(), options.tickets());
        Map<String, Scores> totals = new LinkedHashMap<>();
        List<Checks.Verdict> verdicts = new ArrayList<>();
        TreeMap<String, Double> coverages = new TreeMap<>();
        for (Spec spec : specs) {
            Map<String, Scores> scores = new LinkedHashMap<>();
            for (Contender contender : contenders) {
                Measuring.Measured measured = new Measuring(spec, options.tickets(), options.quick()).of(contender);
                scores.put(contender.name(), measured.scores());
                totals.computeIfAbsent(contender.name(), any -> new Scores()).addAll(measured.scores());
                if (contender == product) {
                    coverages.put(
                            spec.name(), measured.scores().of(Metric.COVERAGE).share());
                    verdicts.addAll(verdicts(spec, product, measured.main()));
                    explain(spec, measured.main());
                }
            }
            new Table(title(spec), scores).print(out);
            json.spec(spec, scores);
        }
        verdicts.addAll(Checks.languages(coverages));
        new Table("total of " + specs.size() + " specifications", totals).print(out);
        Table.verdicts(verdicts, out);
        json.total(totals, verdicts);
        if (options.json().isPresent()) {
            json.write(options.json().get());
        }
        return totals.get(product.name()).broken().isEmpty();
    }

    /** The product first. */
    private List<Contender> contenders() {
        Contender rules = new Pipeline("rules", new RulesEngine("eval asks for the rules"));
        return switch (options.engine()) {
            case RULES -> List.of(rules, new BulletSplitter());
            case MODEL -> {
                ModelSeam model = ModelSeam.configured(options.url(), options.model());
                yield List.of(model.pipeline(), rules, new BulletSplitter(), model.singleShot());
            }
        };
    }

    private List<Checks.Verdict> verdicts(Spec spec, Contender product, Attempt plain) {
        return options.quick() ? List.of() : new Checks(product, options.tickets()).of(spec, plain);
    }

    private void explain(Spec spec, Attempt main) {
        if (!options.misses() || spec.gold().map(Gold::heldOut).orElse(true)) {
            return;
        }
        Gold gold = spec.gold().get();
        Reading reading = new Reading(spec, gold);
        out.println();
        out.println(spec.name() + ":");
        CoverageScore.missed(main, reading)
                .forEach(one -> out.println("  not covered, line " + one.lines().start() + ": " + one.text()));
        Extraction.wrong(main, reading)
                .forEach(one -> out.println("  listed and not marked, line " + one.startLine() + ": " + one.text()));
        Distractors.found(main, reading).forEach(one -> out.println("  drafted of a distractor: " + one.title()));
    }

    private static String title(Spec spec) {
        return spec.name()
                + spec.gold()
                        .map(gold -> ", " + gold.main().size() + " statements" + (gold.heldOut() ? ", held out" : ""))
                        .orElse(", no gold");
    }
}
