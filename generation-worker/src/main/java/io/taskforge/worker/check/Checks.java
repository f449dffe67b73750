package io.taskforge.worker.check;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Finding.Severity;
import io.taskforge.model.ticket.Priority;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds a job's drafts against the rules that a schema cannot express. */
public final class Checks {

    /** The contract's threshold for two tickets being one. */
    private static final double NEAR_DUPLICATE = 0.85;

    private static final String COPIES_TITLE = "criterion_copies_title";

    private static final int CRITERIA_AT_MOST = 8;

    private final GenerationOptions options;
    private final List<Observation> observations = new ArrayList<>();

    public Checks(GenerationOptions options) {
        this.options = options;
    }

    /** What was found so far, in order. */
    public List<Observation> observations() {
        return List.copyOf(observations);
    }

    public void note(Observation observation) {
        observations.add(observation);
    }

    /** The drafts within all limits, near duplicates merged, every need pointing at a draft that is there. */
    public List<Draft> mended(List<Draft> drafts) {
        TextChecks texts = new TextChecks(options, observations);
        List<Draft> checked = drafts.stream().map(texts::checked).toList();
        return untangled(mergedDuplicates(checked));
    }

    /** The drafts with every need pointing at a draft that is there, and none going round; of a circle, the needs of the first stay. */
    public List<Draft> untangled(List<Draft> drafts) {
        return new Cycles(observations).broken(drafts);
    }

    /** Positions of drafts that an engine may be asked for once more, the worst first. */
    public List<Integer> failing(List<Draft> drafts) {
        return drafts.stream()
                .filter(draft -> draft.body().draftedBy() == DraftedBy.MODEL)
                .filter(draft -> !complaints(draft).isEmpty())
                .map(Draft::position)
                .toList();
    }

    /** Of two bodies of one ticket, the one with fewer faults; the first when they are equal. */
    public Draft better(Draft before, Draft again) {
        Draft checked = new TextChecks(options, observations).checked(again);
        boolean improved = complaints(checked).size() < complaints(before).size();
        if (improved) {
            for (Observation gone : complaints(before)) {
                observations.add(Observation.repaired(gone.code(), before.position(), gone.message()));
            }
        }
        return improved ? checked.withNeeds(before.needs(), before.inferredNeeds()) : before;
    }

    /** What the drafts still have when all is done. */
    public void report(List<Draft> drafts) {
        List<String> bare = new ArrayList<>();
        for (Draft draft : drafts) {
            for (Observation complaint : complaints(draft)) {
                if (complaint.code().equals(COPIES_TITLE)) {
                    bare.add("“" + draft.outline().title() + "”");
                } else {
                    observations.add(complaint);
                }
            }
        }
        if (!bare.isEmpty()) {
            observations.add(new Observation(
                    COPIES_TITLE,
                    Severity.INFO,
                    0,
                    "The specification gives no check beyond the title for " + bare.size() + " of " + drafts.size()
                            + " tickets; agree on one before starting: " + String.join(", ", bare),
                    false));
        }
    }

    private static List<Observation> complaints(Draft draft) {
        List<Observation> complaints = new ArrayList<>();
        TicketBody body = draft.body();
        String title = draft.outline().title();
        for (String criterion : body.checks()) {
            if (Wording.isVague(criterion)) {
                complaints.add(Observation.warning(
                        "vague_criterion", draft.position(), "Cannot be checked as it stands: " + criterion));
            }
        }
        boolean copies = body.checks().stream().allMatch(criterion -> Wording.saysTheSame(criterion, title));
        if (copies) {
            complaints.add(new Observation(
                    COPIES_TITLE,
                    Severity.INFO,
                    draft.position(),
                    "The specification gives no check beyond the title; agree on one before starting.",
                    false));
        }
        if (Wording.saysTheSame(body.about(), title) && body.draftedBy() == DraftedBy.MODEL) {
            complaints.add(Observation.warning(
                    "description_copies_title", draft.position(), "The description says no more than the title."));
        }
        return complaints;
    }

    private List<Draft> mergedDuplicates(List<Draft> drafts) {
        List<Draft> kept = new ArrayList<>();
        List<int[]> merged = new ArrayList<>();
        for (Draft draft : drafts) {
            Optional<Draft> twin =
                    kept.stream().filter(other -> isSame(other, draft)).findFirst();
            if (twin.isEmpty()) {
                kept.add(draft);
            } else {
                kept.set(kept.indexOf(twin.get()), merge(twin.get(), draft));
                merged.add(new int[] {draft.position(), twin.get().position()});
                observations.add(Observation.repaired(
                        "near_duplicate_ticket",
                        twin.get().position(),
                        "Merged with a ticket that said the same: "
                                + draft.outline().title()));
            }
        }
        return merged.isEmpty()
                ? kept
                : kept.stream().map(draft -> redirected(draft, merged)).toList();
    }

    private static boolean isSame(Draft one, Draft other) {
        Set<String> words = Wording.words(one.outline().title(), one.body().checks());
        Set<String> others = Wording.words(other.outline().title(), other.body().checks());
        return Wording.likeness(words, others) >= NEAR_DUPLICATE;
    }

    private static Draft merge(Draft kept, Draft gone) {
        List<Integer> covers = Stream.concat(kept.outline().covers().stream(), gone.outline().covers().stream())
                .distinct()
                .sorted()
                .toList();
        Set<String> checks = new LinkedHashSet<>(kept.body().checks());
        checks.addAll(gone.body().checks());
        TicketBody body = kept.body();
        TicketBody both = new TicketBody(
                body.about(),
                checks.stream().limit(CRITERIA_AT_MOST).toList(),
                body.labels(),
                larger(body.points(), gone.body().points()),
                urgent(body.priority(), gone.body().priority()),
                body.confidence(),
                body.question().or(gone.body()::question),
                body.draftedBy());
        Set<Integer> needs = new TreeSet<>(kept.needs());
        needs.addAll(gone.needs());
        Set<Integer> inferred = new TreeSet<>(kept.inferredNeeds());
        inferred.addAll(gone.inferredNeeds());
        return kept.with(new TicketOutline(kept.outline().type(), kept.outline().title(), covers))
                .with(both)
                .withNeeds(needs, inferred);
    }

    private static Integer larger(Integer one, Integer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    private static Priority urgent(Priority one, Priority other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Draft redirected(Draft draft, List<int[]> merged) {
        Set<Integer> needs = new TreeSet<>(draft.needs());
        Set<Integer> inferred = new TreeSet<>(draft.inferredNeeds());
        for (int[] pair : merged) {
            for (Set<Integer> set : List.of(needs, inferred)) {
                if (set.remove(pair[0])) {
                    set.add(pair[1]);
                }
            }
        }
        needs.remove(draft.position());
        inferred.retainAll(needs);
        return draft.withNeeds(needs, inferred);
    }
}
