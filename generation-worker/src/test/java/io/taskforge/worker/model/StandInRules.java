package io.taskforge.worker.model;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rules that leave a recognisable hand, and count how often they were opened and closed. */
final class StandInRules implements DraftingEngine {

    int opened;
    int closed;
    private final String reason;

    StandInRules() {
        this("asked for");
    }

    StandInRules(String reason) {
        this.reason = reason;
    }

    @Override
    public Drafter open(SpecDocument spec, GenerationOptions options) {
        opened++;
        return new Drafter() {
            @Override
            public List<TicketOutline> outline(OutlineRequest request) {
                List<Integer> all =
                        request.statements().stream().map(Statement::number).toList();
                return IntStream.range(0, request.count())
                        .mapToObj(i -> new TicketOutline(
                                TicketType.TASK,
                                "By rule " + all.get(i),
                                i == 0 && request.count() == 1 ? all : List.of(all.get(i))))
                        .toList();
            }

            @Override
            public TicketBody expand(ExpandRequest request) {
                return new TicketBody(
                        "By rule.",
                        List.of("By rule it holds."),
                        List.of(),
                        null,
                        null,
                        0.5,
                        Optional.empty(),
                        TicketBody.DraftedBy.RULES);
            }

            @Override
            public DraftingRecord record() {
                return DraftingRecord.ofRules(reason);
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
