package io.taskforge.worker.incremental;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.plan.DraftingPlan;
import io.taskforge.worker.plan.Planner;
import java.util.List;

/** A job without a base: everything is drafted. */
record FromScratch(SpecDocument spec, GenerationOptions options) implements Reuse {

    @Override
    public DraftingPlan plan() {
        return new Planner().plan(spec, options);
    }

    @Override
    public Drafter drafter(DraftingEngine engine) {
        return engine.open(spec, options);
    }

    @Override
    public List<Draft> kept() {
        return List.of();
    }

    @Override
    public ExternalId provisional(Draft drafted) {
        return new ExternalId(drafted.position());
    }

    @Override
    public List<Draft> joined(List<Draft> drafted, boolean all, Checks checks) {
        return drafted;
    }

    @Override
    public DraftingRecord record(DraftingRecord drafted) {
        return drafted;
    }

    @Override
    public TicketsResult finished(TicketsResult whole, List<Draft> drafts, Numbering numbering) {
        return whole;
    }
}
