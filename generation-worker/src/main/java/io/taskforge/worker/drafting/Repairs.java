package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobProgress.Phase;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.RepairRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.ingest.SpecDocument;
import java.util.ArrayList;
import java.util.List;

/** Asks the engine once more for what fails, at most for a third of the tickets, and keeps the better body. */
final class Repairs {

    private final Drafter drafter;
    private final Checks checks;
    private final Progress progress;
    private final DraftsSoFar soFar;

    Repairs(Drafter drafter, Checks checks, Progress progress, DraftsSoFar soFar) {
        this.drafter = drafter;
        this.checks = checks;
        this.progress = progress;
        this.soFar = soFar;
    }

    List<Draft> of(List<Draft> drafts, SpecDocument spec) {
        List<Integer> failing =
                checks.failing(drafts).stream().limit((drafts.size() + 2) / 3).toList();
        List<Draft> repaired = new ArrayList<>(drafts);
        int asked = 0;
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            if (failing.contains(draft.position())) {
                progress.repairing(asked++, failing.size(), draft.outline().title());
                TicketBody again = drafter.repair(new RepairRequest(
                        Expansions.request(draft, drafts, spec), draft.body(), body -> faults(draft, body)));
                repaired.set(i, again.equals(draft.body()) ? draft : checks.better(draft, draft.with(again)));
                if (!repaired.get(i).equals(draft)) {
                    soFar.rewritten(repaired.get(i), repaired);
                }
            }
        }
        progress.reached(Phase.VALIDATING, 96, "Checked " + repaired.size() + " drafts.");
        checks.report(repaired);
        return repaired;
    }

    /** Rules may repeat the specification's words, which a model's body must not; beside one, that makes theirs no better. */
    private List<String> faults(Draft draft, TicketBody body) {
        Draft alike = draft.with(body.as(draft.body().draftedBy()));
        return checks.complaints(alike).stream().map(Observation::code).toList();
    }
}
