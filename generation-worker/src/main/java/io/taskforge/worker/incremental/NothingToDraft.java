package io.taskforge.worker.incremental;

import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.Generation.FinishReason;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import java.util.List;
import java.util.Optional;

/**
 * Stands where an engine would, when every ticket is kept: no model is asked, so none has to be there. The record says who drafted the
 * base, and that nothing was spent.
 */
record NothingToDraft(Generation base) implements Drafter {

    @Override
    public List<TicketOutline> outline(OutlineRequest request) {
        throw new IllegalStateException("every ticket is kept");
    }

    @Override
    public TicketBody expand(ExpandRequest request) {
        throw new IllegalStateException("every ticket is kept");
    }

    @Override
    public DraftingRecord record() {
        return new DraftingRecord(
                base.model(),
                base.provider(),
                null,
                null,
                FinishReason.STOP,
                base.modelDigest(),
                base.promptVersion(),
                base.seed(),
                0,
                0,
                base.engine(),
                Optional.ofNullable(base.engineReason()));
    }

    @Override
    public void close() {}
}
