package io.taskforge.worker.incremental;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.plan.DraftingPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a job takes over from its base, as the steps of the pipeline need it; without a base, nothing. Made for one job, and never changes. */
public sealed interface Reuse permits FromScratch, OnBase {

    /** Of a job without a base. */
    static Reuse none(SpecDocument spec, GenerationOptions options) {
        return new FromScratch(spec, options);
    }

    /**
     * @param stated the open questions that the base's own text asked; empty when that text is no longer kept
     * @param requirements of the specification, as the result will list them
     */
    static Reuse of(
            BaseDraft base,
            Optional<Set<String>> stated,
            SpecDocument spec,
            List<Requirement> requirements,
            GenerationOptions options) {
        return new OnBase(base, stated, spec, requirements, options);
    }

    /** A text that was read for a job on the base, with what was a requirement by itself in the base set apart in it too. */
    static SpecDocument divided(SpecDocument read, BaseDraft base) {
        return Division.of(read, base.result().requirements());
    }

    /** What is to be drafted; no tickets when everything is kept. The specification asks for something. */
    DraftingPlan plan();

    /** Who drafts it. An engine is only opened when there is something to draft. */
    Drafter drafter(DraftingEngine engine);

    /** The tickets that stay as they are, as drafts without needs; their positions come after the plan's. */
    List<Draft> kept();

    /** The id that a draft has until the result gives it another: in any case none of a ticket that it is not. */
    ExternalId provisional(Draft drafted);

    /**
     * Everything that the result will hold, with its needs, in the order of the specification.
     *
     * @param all whether that is everything that the plan has; else what is missing may still come
     */
    List<Draft> joined(List<Draft> drafted, boolean all, Checks checks);

    /** Who wrote the result, given who wrote what was drafted. */
    DraftingRecord record(DraftingRecord drafted);

    /**
     * The result under its final ids, what is kept as it was, with what became of the base's tickets. Of a partial one, tickets that are
     * to be written anew and are not yet there became nothing so far.
     *
     * @param whole of {@code drafts}, under the ids of {@code numbering}
     */
    TicketsResult finished(TicketsResult whole, List<Draft> drafts, Numbering numbering);
}
