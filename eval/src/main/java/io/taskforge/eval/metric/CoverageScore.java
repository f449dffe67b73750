package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.gold.GoldStatement;
import io.taskforge.model.ticket.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * How much of what people marked is in the tickets: named by a ticket's source references, said by its text, and both at once by one
 * ticket. The references are written by the product's own code, so that alone they flatter it; the text match knows nothing of
 * them, and misses what a model says in other words.
 */
public final class CoverageScore {

    private CoverageScore() {}

    public static void measure(Attempt attempt, Reading reading, Scores scores) {
        List<Ticket> tickets = attempt.work();
        List<GoldStatement> main = reading.gold().main();
        BiPredicate<Ticket, GoldStatement> both = (t, s) -> reading.declares(t, s) && reading.says(t, s);
        scores.add(Metric.COVERAGE, share(tickets, main, both));
        scores.add(Metric.COVERAGE_DECLARED, share(tickets, main, reading::declares));
        scores.add(Metric.COVERAGE_TEXT, share(tickets, main, reading::says));
        List<GoldStatement> must = main.stream()
                .filter(one -> one.strength() == GoldStatement.Strength.MUST)
                .toList();
        scores.add(Metric.COVERAGE_MUST, share(tickets, must, both));
        scores.add(Metric.COVERAGE_WEIGHTED, weighted(tickets, main, both));
        scores.add(Metric.DETAILS, details(tickets, reading));
    }

    /** Coverage alone, both ways at once. */
    public static Figure of(Attempt attempt, Reading reading) {
        return share(attempt.work(), reading.gold().main(), (t, s) -> reading.declares(t, s) && reading.says(t, s));
    }

    /** Statements that no ticket covers, for who wants to know why. */
    public static List<GoldStatement> missed(Attempt attempt, Reading reading) {
        return reading.gold().main().stream()
                .filter(one -> attempt.work().stream().noneMatch(t -> reading.declares(t, one) && reading.says(t, one)))
                .toList();
    }

    private static Figure share(
            List<Ticket> tickets, List<GoldStatement> statements, BiPredicate<Ticket, GoldStatement> covers) {
        long covered = statements.stream()
                .filter(one -> tickets.stream().anyMatch(ticket -> covers.test(ticket, one)))
                .count();
        return new Figure(covered, statements.size());
    }

    private static Figure weighted(
            List<Ticket> tickets, List<GoldStatement> statements, BiPredicate<Ticket, GoldStatement> covers) {
        Figure sum = Figure.NONE;
        for (GoldStatement one : statements) {
            int weight = one.strength().weight();
            boolean covered = tickets.stream().anyMatch(ticket -> covers.test(ticket, one));
            sum = sum.plus(new Figure(covered ? weight : 0, weight));
        }
        return sum;
    }

    /** A detail is kept when a ticket of its statement, or one that names the detail's own lines, says it. */
    private static Figure details(List<Ticket> tickets, Reading reading) {
        int kept = 0;
        List<GoldStatement> details = reading.gold().details();
        for (GoldStatement detail : details) {
            List<GoldStatement> owners = new ArrayList<>(List.of(detail));
            reading.gold().main().stream()
                    .filter(one -> one.id().equals(detail.detailOf().orElseThrow()))
                    .forEach(owners::add);
            boolean found = tickets.stream()
                    .filter(ticket -> owners.stream().anyMatch(owner -> reading.declares(ticket, owner)))
                    .anyMatch(ticket -> reading.says(ticket, detail));
            kept += found ? 1 : 0;
        }
        return new Figure(kept, details.size());
    }
}
