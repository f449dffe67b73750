package io.taskforge.worker.model;

import io.taskforge.worker.chat.Answer;
import io.taskforge.worker.engine.RepairRequest;
import io.taskforge.worker.engine.TicketBody;
import java.util.List;
import java.util.Optional;

/**
 * A better body for a ticket that breaks rules: one question that names them and shows the body, when a second try is left. The body
 * with the fewest faults is kept; where the model's best still has some, also the rules' body is looked at. The rules take the place of
 * answers that are no better, never that of a model that is away or may write no more: then the body stays as it is, and a note says why.
 */
final class Repair {

    private final ModelJob job;
    private final Expansion expansion;

    Repair(ModelJob job, Expansion expansion) {
        this.job = job;
        this.expansion = expansion;
    }

    TicketBody repair(RepairRequest request) {
        TicketBody best = better(request, request.body(), asked(request));
        expansion.noteClaims(request.ticket(), best);
        if (faults(request, best) == 0 || !job.mayAsk()) {
            return best;
        }
        TicketBody byRules = job.rules().expand(request.ticket());
        if (faults(request, byRules) < faults(request, best)) {
            job.tally().replacedByRules(Flaw.BREAKS_RULES);
            job.notes().byRules(request.ticket().position(), Expansion.unit(request.ticket()), Flaw.BREAKS_RULES);
            return byRules;
        }
        return best;
    }

    private Optional<TicketBody> asked(RepairRequest request) {
        if (job.mayAsk() && !job.takeSecondTry()) {
            return Optional.empty();
        }
        List<String> broken = request.faults().apply(request.body());
        Optional<Answer> answer = job.askIfPossible(
                job.prompts().repair(request.ticket(), request.body(), broken), "all tickets were mended");
        return answer.flatMap(a -> expansion.read(request.ticket(), a).body());
    }

    private static TicketBody better(RepairRequest request, TicketBody one, Optional<TicketBody> other) {
        return other.filter(o -> faults(request, o) < faults(request, one)).orElse(one);
    }

    private static int faults(RepairRequest request, TicketBody body) {
        return request.faults().apply(body).size();
    }
}
