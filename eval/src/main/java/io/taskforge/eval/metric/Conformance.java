package io.taskforge.eval.metric;

import io.taskforge.eval.contender.Attempt;
import io.taskforge.eval.contender.RawDraft;
import io.taskforge.model.ticket.TicketRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether results keep the contract's rules. For the product this is true by construction, as the pipeline throws away what breaks
 * one; the figure guards that construction. The drafts before any check are not, and say what the engine itself is worth.
 */
public final class Conformance {

    private static final int TITLE_LIMIT = 200;
    private static final int DESCRIPTION_LIMIT = 8_000;
    private static final int CRITERIA_LIMIT = 8;
    private static final int CRITERION_LIMIT = 500;
    private static final int LABELS_LIMIT = 10;
    private static final int LABEL_LIMIT = 50;
    private static final int POINTS_LIMIT = 100;

    private static final Set<String> LINKS = Set.of(
            "dangling_dependency",
            "self_dependency",
            "duplicate_dependency",
            "dependency_cycle",
            "depends_on_ancestor",
            "dangling_parent",
            "parent_not_epic",
            "epic_nested",
            "epic_childless");

    private Conformance() {}

    public static void measure(Attempt attempt, Scores scores) {
        List<TicketRules.Violation> broken = TicketRules.broken(attempt.result(), attempt.ticketLimit());
        broken.forEach(one -> scores.broke(one.code()));
        scores.add(Metric.CONFORMANCE, new Figure(broken.isEmpty() ? 1 : 0, 1));
        scores.add(
                Metric.BAD_DEPENDENCIES,
                Figure.count(broken.stream()
                        .filter(one -> LINKS.contains(one.code()))
                        .count()));
        int sound = 0;
        for (RawDraft draft : attempt.raw()) {
            List<String> faults = faults(draft);
            faults.forEach(scores::brokeRaw);
            sound += faults.isEmpty() ? 1 : 0;
        }
        scores.add(Metric.RAW_CONFORMANCE, new Figure(sound, attempt.raw().size()));
    }

    static List<String> faults(RawDraft draft) {
        List<String> faults = new ArrayList<>();
        text("title", draft.title(), TITLE_LIMIT, faults);
        text("description", draft.description(), DESCRIPTION_LIMIT, faults);
        List<String> criteria = draft.criteria() == null ? List.of() : draft.criteria();
        if (criteria.isEmpty() || criteria.size() > CRITERIA_LIMIT) {
            faults.add("criteria_count");
        }
        criteria.forEach(one -> text("criterion", one, CRITERION_LIMIT, faults));
        List<String> labels = draft.labels() == null ? List.of() : draft.labels();
        if (labels.size() > LABELS_LIMIT || Set.copyOf(labels).size() < labels.size()) {
            faults.add("labels");
        }
        labels.forEach(one -> text("label", one, LABEL_LIMIT, faults));
        if (draft.points() != null && (draft.points() < 1 || draft.points() > POINTS_LIMIT)) {
            faults.add("story_points_range");
        }
        if (draft.covers() == 0) {
            faults.add("orphan_ticket");
        }
        return faults;
    }

    private static void text(String what, String text, int limit, List<String> faults) {
        if (text == null || text.isBlank()) {
            faults.add(what + "_blank");
        } else if (text.codePointCount(0, text.length()) > limit) {
            faults.add(what + "_too_long");
        }
    }
}
