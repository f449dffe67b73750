package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.incremental.Reuse;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.plan.DraftingPlan;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Tells of each draft as it is written, and can make a valid result of those that there are: what is left of a job should it not
 * complete. Such a result takes the same steps as a whole one, over fewer drafts; what a base left standing is there from the first.
 */
final class DraftsSoFar {

    /** What stays the same for as long as a job is drafted. */
    record Work(
            JobId job,
            TicketSpec request,
            SpecDocument spec,
            Reuse reuse,
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
     * @param all that are written by now, {@code draft} among them; not linked yet, and nothing of a base among them
     */
    void written(Draft draft, List<Draft> all) {
        List<Draft> there = List.copyOf(all);
        tell(draft, own -> {
            List<Draft> linked =
                    Links.byRules(there, work.spec(), work.request().options().dependencyMode(), own);
            return work.reuse().joined(own.mended(linked), false, own);
        });
    }

    /**
     * @param draft the one that was just written anew
     * @param all that the result is to hold, {@code draft} among them
     */
    void rewritten(Draft draft, List<Draft> all) {
        List<Draft> there = List.copyOf(all);
        tell(draft, own -> there);
    }

    private void tell(Draft draft, Function<Checks, List<Draft>> there) {
        List<Observation> noted = checks.observations();
        DraftingRecord record = drafter.record();
        Checks own = work.checks();
        Draft checked = own.mended(List.of(draft)).getFirst();
        observer.drafted(
                work.normalisation(own).provisional(checked, work.reuse().provisional(checked), record),
                () -> result(there, noted, record));
    }

    private TicketsResult result(Function<Checks, List<Draft>> there, List<Observation> noted, DraftingRecord drafted) {
        Checks own = work.checks();
        noted.forEach(own::note);
        List<Draft> drafts = there.apply(own);
        own.report(drafts);
        own.note(Observation.warning(
                "drafting_unfinished",
                0,
                "The job did not complete: " + drafts.size() + " of "
                        + (work.plan().tickets() + work.reuse().kept().size())
                        + " planned tickets are here, and coverage counts no others."));
        Summary summary = Summary.of(work.spec(), work.plan(), drafts);
        DraftingRecord record = work.reuse().record(drafted);
        Normalisation normalisation = work.normalisation(own);
        TicketsResult result =
                normalisation.partial(drafts, summary, record, work.durationMs().getAsLong(), work.queueMs());
        return DraftingPipeline.checked(
                work.reuse().finished(result, drafts, normalisation.numbering()),
                work.request().options());
    }
}
