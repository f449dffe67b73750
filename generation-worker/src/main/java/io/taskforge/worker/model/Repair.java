package io.taskforge.worker.model;

import io.taskforge.model.job.ModelAnswer.Step;
import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.engine.RepairRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import java.util.List;
import java.util.Optional;

/**
 * A better body for a ticket that breaks rules: one question that names them and shows the body, when a second try is left. The body
 * with the fewest faults is kept; where the model's best still has some, also the rules' body is looked at. The rules take the place of
 * answers that are no better, never that of a model that is away or may write no more: then the body stays as it is, and a note says why.
 */
final class Repair {

    private static final String NO_BETTER = "it breaks as many rules as the one before";

    private final ModelJob job;
    private final Expansion expansion;

    Repair(ModelJob job, Expansion expansion) {
        this.job = job;
        this.expansion = expansion;
    }

    TicketBody repair(RepairRequest request) {
        Optional<Expansion.Read> read = asked(request);
        TicketBody best = better(request, request.body(), read.flatMap(Expansion.Read::body));
        expansion.noteClaims(request.ticket(), best);
        TicketBody kept = faults(request, best) == 0 || !job.mayAsk() ? best : orByRules(request, best);
        tell(request, read, kept);
        return kept;
    }

    private TicketBody orByRules(RepairRequest request, TicketBody best) {
        TicketBody byRules = job.rules().expand(request.ticket());
        if (faults(request, byRules) >= faults(request, best)) {
            return best;
        }
        job.tally().replacedByRules(Flaw.BREAKS_RULES);
        job.notes().byRules(request.ticket().position(), Expansion.unit(request.ticket()), Flaw.BREAKS_RULES);
        return byRules;
    }

    private Optional<Expansion.Read> asked(RepairRequest request) {
        if (job.mayAsk() && !job.takeSecondTry()) {
            return Optional.empty();
        }
        List<String> broken = request.faults().apply(request.body());
        Optional<Answer> answer = job.askIfPossible(
                new Answers.Asked(Step.REPAIR, Optional.of(Expansion.unit(request.ticket()))),
                job.prompts().repair(request.ticket(), request.body(), broken),
                "all tickets were mended");
        return answer.map(a -> expansion.read(request.ticket(), a));
    }

    private static TicketBody better(RepairRequest request, TicketBody one, Optional<TicketBody> other) {
        return other.filter(o -> faults(request, o) < faults(request, one)).orElse(one);
    }

    /** What became of the body that was there, and of the one that was asked for. */
    private void tell(RepairRequest request, Optional<Expansion.Read> read, TicketBody kept) {
        String unit = Expansion.unit(request.ticket());
        boolean byRules = kept.draftedBy() == DraftedBy.RULES;
        Optional<TicketBody> second = read.flatMap(Expansion.Read::body);
        if (second.filter(kept::equals).isPresent()) {
            job.answers()
                    .replaces(
                            unit, Flaw.BREAKS_RULES.words(), read.orElseThrow().mended(), Made.of(kept));
            return;
        }
        if (byRules) {
            job.answers().discarded(unit, Flaw.BREAKS_RULES.words());
        }
        String unfit = byRules ? Flaw.BREAKS_RULES.words() : NO_BETTER;
        read.ifPresent(r -> job.answers().unusable(r.flaw().map(Flaw::words).orElse(unfit), second.map(Made::of)));
    }

    private static int faults(RepairRequest request, TicketBody body) {
        return request.faults().apply(body).size();
    }
}
