package io.taskforge.worker.check;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Finding.Severity;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;

/** Holds a job's drafts against the rules that a schema cannot express. */
public final class Checks {

    private static final String COPIES_TITLE = "criterion_copies_title";

    private final GenerationOptions options;
    private final List<Observation> observations = new ArrayList<>();

    private final List<Statement> statements;

    /** @param statements the specification's, for drafts that cite them by number */
    public Checks(GenerationOptions options, List<Statement> statements) {
        this.options = options;
        this.statements = List.copyOf(statements);
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
        return untangled(new Twins(options.outputDetail().criteriaLimit(), observations).merged(checked));
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

    /**
     * Dependencies that go round in a circle cannot all be kept.
     *
     * @param circle the drafts of the circle in order; the need that was dropped is the first one's of the second
     */
    public void noteCircle(List<Draft> circle) {
        observations.add(Cycles.finding(
                circle.getFirst().position(),
                circle.stream().map(draft -> draft.outline().title()).toList()));
    }

    /** What a draft does wrong that another body could do better. */
    public List<Observation> complaints(Draft draft) {
        List<Observation> complaints = new ArrayList<>();
        TicketBody body = draft.body();
        String title = draft.outline().title();
        for (String criterion : body.checks()) {
            if (Wording.isVague(criterion)) {
                complaints.add(Observation.warning(
                        "vague_criterion", draft.position(), "Cannot be checked as it stands: " + criterion));
            }
        }
        boolean byModel = body.draftedBy() == DraftedBy.MODEL;
        long copies = body.checks().stream()
                .filter(criterion -> Wording.saysTheSame(criterion, title))
                .count();
        if (copies == body.checks().size() || (byModel && copies > 0)) {
            complaints.add(new Observation(
                    COPIES_TITLE,
                    Severity.INFO,
                    draft.position(),
                    "The specification gives no check beyond the title; agree on one before starting.",
                    false));
        }
        if (byModel && Wording.saysTheSame(body.about(), title)) {
            complaints.add(Observation.warning(
                    "description_copies_title", draft.position(), "The description says no more than the title."));
        } else if (byModel && copiesSpec(draft)) {
            complaints.add(Observation.warning(
                    "description_copies_spec",
                    draft.position(),
                    "The description repeats the specification's words and explains nothing."));
        }
        return complaints;
    }

    /** The rules have only the specification's words to use; a model that is asked to explain has others. */
    private boolean copiesSpec(Draft draft) {
        StringBuilder cited = new StringBuilder();
        for (int number : draft.outline().covers()) {
            if (number <= statements.size()) {
                cited.append(statements.get(number - 1).text()).append(' ');
            }
        }
        return Wording.saysTheSame(draft.body().about(), cited.toString());
    }
}
