package io.taskforge.eval.variation;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.contender.Contender;
import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.Spec;
import io.taskforge.eval.metric.CoverageScore;
import io.taskforge.eval.metric.Reading;
import io.taskforge.model.ticket.TicketType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds drafts of one specification in several guises against each other. No marks of the guise are needed, only its own coverage. */
public final class Checks {

    private static final double POINTS = 0.05;
    private static final double POINTS_OF_LANGUAGES = 0.10;
    private static final Pattern IN_LANGUAGE = Pattern.compile("(.+)\\.([a-z]{2})");

    /** How a check came out. @param figures what it was judged by, in words */
    public record Verdict(String spec, String what, boolean passed, String figures) {}

    private final Contender contender;
    private final Integer tickets;

    public Checks(Contender contender, Integer tickets) {
        this.contender = contender;
        this.tickets = tickets;
    }

    /** @param plain the drafts of the specification as it is */
    public List<Verdict> of(Spec spec, Attempt plain) {
        List<Verdict> verdicts = new ArrayList<>();
        spec.gold().ifPresent(gold -> {
            double before = coverage(spec, gold, plain);
            for (Variation variation : Variation.values()) {
                variation.of(spec).ifPresent(varied -> verdicts.add(coverage(varied, variation, before)));
            }
        });
        injected(spec).ifPresent(verdicts::add);
        return verdicts;
    }

    private Verdict coverage(Spec varied, Variation variation, double before) {
        double after = coverage(varied, varied.gold().orElseThrow(), contender.draft(varied, tickets));
        return new Verdict(
                varied.name(),
                variation.what(),
                Math.abs(before - after) <= POINTS,
                String.format(Locale.ROOT, "coverage %.2f, was %.2f", after, before));
    }

    private Optional<Verdict> injected(Spec spec) {
        List<String> changed = new ArrayList<>();
        int tried = 0;
        for (String order : Injection.ORDERS) {
            Optional<Spec> ordered = Injection.into(spec, order);
            if (ordered.isPresent()) {
                tried++;
                Spec harmless = Injection.harmless(spec, order).orElseThrow();
                if (!said(ordered.get()).equals(said(harmless))) {
                    changed.add(order.lines().findFirst().orElse(order));
                }
            }
        }
        if (tried == 0) {
            return Optional.empty();
        }
        String figures = (tried - changed.size()) + " of " + tried + " change nothing"
                + (changed.isEmpty() ? "" : "; first that does: " + changed.getFirst());
        return Optional.of(new Verdict(spec.name(), "orders to a model", changed.isEmpty(), figures));
    }

    /** What a reader sees of the tickets, but for the description of an epic, which may quote any background. */
    private List<String> said(Spec spec) {
        return contender.draft(spec, tickets).result().tickets().stream()
                .map(one -> String.join(
                        "\n",
                        one.externalId() + " " + one.ticketType() + " " + one.title(),
                        one.ticketType() == TicketType.EPIC ? "" : one.description(),
                        one.acceptanceCriteria().toString(),
                        one.dependencies() + " " + one.parentExternalId()))
                .toList();
    }

    private static double coverage(Spec spec, Gold gold, Attempt attempt) {
        return CoverageScore.of(attempt, new Reading(spec, gold)).share();
    }

    /**
     * Versions of one text in several languages, told by their names: {@code NAME.en}, {@code NAME.de} and so on.
     *
     * @param coverages by name of the specification
     */
    public static List<Verdict> languages(TreeMap<String, Double> coverages) {
        List<Verdict> verdicts = new ArrayList<>();
        coverages.forEach((name, coverage) -> {
            Matcher version = IN_LANGUAGE.matcher(name);
            if (version.matches() && !version.group(2).equals("en")) {
                Double english = coverages.get(version.group(1) + ".en");
                if (english != null) {
                    verdicts.add(new Verdict(
                            name,
                            "beside its English version",
                            Math.abs(english - coverage) <= POINTS_OF_LANGUAGES,
                            String.format(Locale.ROOT, "coverage %.2f, English %.2f", coverage, english)));
                }
            }
        });
        return verdicts;
    }
}
