package io.taskforge.worker.drafting;

import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sees to it that outlines cite only what they were asked about, and that nothing they were asked about is lost. */
final class Coverings {

    private final Checks checks;

    Coverings(Checks checks) {
        this.checks = checks;
    }

    /** @param before how many outlines the job has already, for positions in findings */
    List<TicketOutline> completed(OutlineRequest request, List<TicketOutline> outlines, int before) {
        Set<Integer> asked = new HashSet<>();
        request.statements().forEach(statement -> asked.add(statement.number()));
        List<TicketOutline> kept = new ArrayList<>();
        Set<Integer> covered = new HashSet<>();
        for (TicketOutline outline : outlines) {
            List<Integer> covers = outline.covers().stream()
                    .filter(asked::contains)
                    .distinct()
                    .sorted()
                    .toList();
            if (covers.size() < outline.covers().size()) {
                checks.note(Observation.repaired(
                        "bad_source_ref",
                        before + kept.size() + 1,
                        "A reference to a statement that was not given was dropped."));
            }
            if (covers.isEmpty()) {
                checks.note(Observation.repaired(
                        "orphan_ticket",
                        0,
                        "A ticket that covers nothing of what is asked for was dropped: " + outline.title()));
            } else {
                kept.add(new TicketOutline(outline.type(), outline.title(), covers));
            }
        }
        withinCount(kept, request);
        kept.forEach(outline -> covered.addAll(outline.covers()));
        if (kept.isEmpty()) {
            throw new DraftingFailure(
                    DraftingFailure.Code.MODEL_OUTPUT_INVALID,
                    "No outline of “" + request.component() + "” covers anything that was asked for.");
        }
        for (Statement statement : request.statements()) {
            if (!covered.contains(statement.number())) {
                int index = closest(statement, kept);
                kept.set(index, with(kept.get(index), statement.number()));
                checks.note(Observation.repaired(
                        "uncovered_requirement",
                        before + index + 1,
                        "REQ-" + statement.number() + " was left out of the outline and added here."));
            }
        }
        return kept;
    }

    /** Surplus goes by what it asks for: the weakest first, of equals the last; what it covered finds another ticket. */
    private void withinCount(List<TicketOutline> kept, OutlineRequest request) {
        Map<Integer, Integer> strengths = new HashMap<>();
        request.statements()
                .forEach(one -> strengths.put(one.number(), one.strength().ordinal()));
        List<String> dropped = new ArrayList<>();
        while (kept.size() > request.count()) {
            int weakest = kept.size() - 1;
            for (int i = kept.size() - 2; i >= 0; i--) {
                if (strength(kept.get(i), strengths) < strength(kept.get(weakest), strengths)) {
                    weakest = i;
                }
            }
            dropped.add("“" + kept.remove(weakest).title() + "”");
        }
        if (!dropped.isEmpty()) {
            checks.note(Observation.repaired(
                    "tickets_dropped",
                    0,
                    dropped.size() + " more tickets were drafted than asked for and dropped, what they cover being"
                            + " left to the others: " + String.join(", ", dropped)));
        }
    }

    private static int strength(TicketOutline outline, Map<Integer, Integer> strengths) {
        return outline.covers().stream().mapToInt(strengths::get).max().orElse(0);
    }

    private static TicketOutline with(TicketOutline outline, int number) {
        Set<Integer> covers = new TreeSet<>(outline.covers());
        covers.add(number);
        return new TicketOutline(outline.type(), outline.title(), List.copyOf(covers));
    }

    /** By shared words with the title, else by place. */
    private static int closest(Statement statement, List<TicketOutline> outlines) {
        Set<String> words = Words.content(statement.text());
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < outlines.size(); i++) {
            Set<String> title = new HashSet<>(Words.content(outlines.get(i).title()));
            title.retainAll(words);
            int distance = outlines.get(i).covers().stream()
                    .mapToInt(number -> Math.abs(number - statement.number()))
                    .min()
                    .orElse(Integer.MAX_VALUE);
            double score = title.size() - Math.min(distance, 100) / 20.0;
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    }
}
