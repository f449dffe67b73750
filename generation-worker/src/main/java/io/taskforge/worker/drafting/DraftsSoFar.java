package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.plan.DraftingPlan;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Tells of each draft as it is written, and can make a valid result of those that there are: what is left of a job should it not
 * complete. Such a result takes the same steps as a whole one, over fewer drafts.
 */
final class DraftsSoFar {

    /** What stays the same for as long as a job is drafted. */
    record Work(
            JobId job,
            TicketSpec request,
            SpecDocument spec,
            DraftingPlan plan,
            LongSupplier durationMs,
            long queueMs) {

        Checks checks() {
            return new Checks(request.options(), spec.statements());
        }

        Normalisation normalisation(Checks checks) {
            return new Normalisation(job, request, spec, plan, checks);
        }
    }

    private final Work work;
    private final Drafter drafter;
    private final Checks checks;
    private final DraftingObserver observer;

    DraftsSoFar(Work work, Drafter drafter, Checks checks, DraftingObserver observer) {
        this.work = work;
        this.drafter = drafter;
        this.checks = checks;
        this.observer = observer;
    }

    /**
     * @param draft the one that was just written
     * @param all that are written by now, {@code draft} among them
     */
    void written(Draft draft, List<Draft> all) {
        List<Draft> there = List.copyOf(all);
        List<Observation> noted = checks.observations();
        DraftingRecord record = drafter.record();
        Checks own = work.checks();
        Draft checked = own.mended(List.of(draft)).getFirst();
        observer.drafted(work.normalisation(own).provisional(checked, record), () -> result(there, noted, record));
    }

    private TicketsResult result(List<Draft> there, List<Observation> noted, DraftingRecord record) {
        Checks own = work.checks();
        noted.forEach(own::note);
        List<Draft> drafts = own.mended(
                Links.byRules(there, work.spec(), work.request().options().dependencyMode(), own));
        own.report(drafts);
        Summary summary = Summary.of(work.spec(), work.plan(), drafts);
        TicketsResult result = work.normalisation(own)
                .partial(drafts, summary, record, work.durationMs().getAsLong(), work.queueMs());
        return DraftingPipeline.checked(result, work.request().options());
    }
}
