package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.gold.Gold;
import io.taskforge.eval.gold.GoldStatement;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Dependencies against those that people marked. An edge is found when a ticket of the one statement needs, maybe by way of others,
 * a ticket of the other, or one ticket covers both. A ticket's dependency counts as stated when some marked edge, or a chain of
 * them, leads from one of its statements to one of the other's; counted only where all stated edges were marked.
 */
public final class DependencyScore {

    private DependencyScore() {}

    public static void measure(Attempt attempt, Reading reading, Scores scores) {
        Gold gold = reading.gold();
        if (!gold.edgesComplete()) {
            return;
        }
        Map<ExternalId, Ticket> byId = new HashMap<>();
        Map<String, Set<ExternalId>> tickets = new HashMap<>();
        for (Ticket ticket : attempt.work()) {
            byId.put(ticket.externalId(), ticket);
            for (GoldStatement one : gold.statements()) {
                if (reading.declares(ticket, one)) {
                    tickets.computeIfAbsent(one.id(), any -> new HashSet<>()).add(ticket.externalId());
                }
            }
        }
        int found = 0;
        for (Gold.Edge edge : gold.edges()) {
            Set<ExternalId> from = tickets.getOrDefault(edge.from(), Set.of());
            Set<ExternalId> to = tickets.getOrDefault(edge.to(), Set.of());
            found += from.stream().anyMatch(id -> to.stream().anyMatch(reached(id, byId)::contains)) ? 1 : 0;
        }
        scores.add(Metric.EDGE_RECALL, new Figure(found, gold.edges().size()));
        scores.add(Metric.EDGE_PRECISION, precision(attempt, gold, tickets));
    }

    private static Figure precision(Attempt attempt, Gold gold, Map<String, Set<ExternalId>> tickets) {
        Map<String, Set<String>> needs = new HashMap<>();
        gold.edges().forEach(edge -> needs.computeIfAbsent(edge.from(), any -> new HashSet<>())
                .add(edge.to()));
        int drafted = 0;
        int stated = 0;
        for (Ticket ticket : attempt.work()) {
            Set<String> leadsTo = new HashSet<>();
            tickets.forEach((statement, ids) -> {
                if (ids.contains(ticket.externalId())) {
                    leadsTo.addAll(closure(statement, needs));
                }
            });
            for (ExternalId need : ticket.dependencies()) {
                drafted++;
                stated += leadsTo.stream().anyMatch(one -> tickets.getOrDefault(one, Set.of())
                                .contains(need))
                        ? 1
                        : 0;
            }
        }
        return new Figure(stated, drafted);
    }

    private static Set<String> closure(String from, Map<String, Set<String>> needs) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(needs.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String at = open.removeLast();
            if (seen.add(at)) {
                open.addAll(needs.getOrDefault(at, Set.of()));
            }
        }
        return seen;
    }

    /** The ticket itself and all that it waits for. */
    private static Set<ExternalId> reached(ExternalId from, Map<ExternalId, Ticket> byId) {
        Set<ExternalId> seen = new HashSet<>();
        List<ExternalId> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            ExternalId at = open.removeLast();
            if (seen.add(at) && byId.containsKey(at)) {
                open.addAll(byId.get(at).dependencies());
            }
        }
        return seen;
    }
}
