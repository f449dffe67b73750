package io.taskforge.eval.contender;

import io.taskforge.eval.gold.Spec;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.Sha256;
import io.taskforge.model.ticket.Coverage;
import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Generation.FinishReason;
import io.taskforge.model.ticket.Source;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import java.util.List;

/** Results of the baselines: their tickets, and nothing that the product's code would compute. */
final class Plain {

    private static final JobId JOB =
            JobId.parse("019e4fae-f96a-78b2-be03-8633c38ea640").orElseThrow();

    private Plain() {}

    static TicketsResult result(Spec spec, List<Ticket> tickets, String who, int calls, Long in, Long out) {
        return new TicketsResult(
                JOB,
                new Source(
                        spec.title(), "", Sha256.hex(spec.text()), spec.lines().size()),
                tickets,
                List.of(),
                List.of(),
                new Generation(
                        who,
                        0,
                        in,
                        out,
                        FinishReason.STOP,
                        who,
                        null,
                        null,
                        null,
                        0,
                        calls,
                        0,
                        false,
                        EngineUsed.MODEL,
                        null),
                List.of(),
                new Coverage(0, 0, null, List.of(), List.of()),
                List.of());
    }

    static List<RawDraft> raw(List<Ticket> tickets) {
        return tickets.stream()
                .map(ticket -> new RawDraft(
                        ticket.title(),
                        ticket.description(),
                        ticket.acceptanceCriteria(),
                        ticket.labels(),
                        ticket.storyPoints(),
                        ticket.sourceRefs().size()))
                .toList();
    }
}
