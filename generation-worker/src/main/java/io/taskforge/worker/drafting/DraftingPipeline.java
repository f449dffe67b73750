package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress.Phase;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.TicketRules;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.DraftingWords;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.incremental.BaseDraft;
import io.taskforge.worker.incremental.Numbering;
import io.taskforge.worker.incremental.Reuse;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.SpecReader;
import io.taskforge.worker.plan.Details;
import io.taskforge.worker.plan.DraftingPlan;
import io.taskforge.worker.plan.Group;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Drafts the tickets of one specification. One method per step, in the order of the steps; the engine that is handed in only writes
 * words. Apart from the duration, the result depends on nothing but its input and the engine.
 */
public final class DraftingPipeline {

    private final InstantSource clock;

    public DraftingPipeline(InstantSource clock) {
        this.clock = clock;
    }

    /** Drafts a job that builds on no other. */
    public TicketsResult draft(
            JobId job, TicketSpec request, DraftingEngine engine, long queueMs, DraftingObserver observer) {
        return draft(job, request, Optional.empty(), engine, queueMs, observer);
    }

    /**
     * @param base what the job builds on: tickets whose requirements did not change are taken over as they are
     * @param queueMs from submission to the start of this attempt
     * @return a result that breaks no Ticket Rule
     * @throws DraftingFailure when the engine cannot go on, or what it drafted breaks a rule that code cannot mend
     * @throws io.taskforge.worker.engine.DraftingInterrupted when the thread is interrupted, at the next unit at the latest
     */
    public TicketsResult draft(
            JobId job,
            TicketSpec request,
            Optional<BaseDraft> base,
            DraftingEngine engine,
            long queueMs,
            DraftingObserver observer) {
        Instant start = clock.instant();
        Progress progress = new Progress(observer);
        OrdersToModels orders = new OrdersToModels(ingest(request, base, progress));
        SpecDocument spec = orders.left();
        Reuse reuse = reuse(base, spec, request.options());
        if (spec.work().isEmpty()) {
            progress.reached(Phase.FINALIZING, 98, "The specification asks for nothing yet.");
            TicketsResult missing = new MissingRequirements(job, request, spec).result(millisSince(start), queueMs);
            return checked(reuse.finished(missing, List.of(), Numbering.NONE), request.options());
        }
        DraftingPlan plan = plan(reuse, progress);
        try (Drafter drafter = reuse.drafter(engine)) {
            Checks checks = new Checks(request.options(), spec.statements());
            orders.report(checks);
            var work = new DraftsSoFar.Work(job, request, spec, reuse, plan, () -> millisSince(start), queueMs);
            DraftsSoFar soFar = new DraftsSoFar(work, drafter, checks, observer);
            List<Draft> outlined = outline(plan, drafter, checks, progress);
            List<Draft> expanded = expand(outlined, reuse.kept(), spec, drafter, progress, soFar);
            List<Draft> linked = link(expanded, spec, drafter, request.options(), checks, progress);
            List<Draft> joined = reuse.joined(check(linked, checks, progress), true, checks);
            List<Draft> drafts = repair(joined, spec, drafter, checks, progress, soFar);
            DraftingWords words = summarise(drafts, drafter, progress);
            Summary summary = EngineWords.beside(Summary.of(spec, plan, drafts), words);
            DraftingRecord record = reuse.record(recorded(drafter, checks));
            Normalisation normalisation = work.normalisation(checks);
            TicketsResult whole = normalisation.result(drafts, summary, record, millisSince(start), queueMs);
            TicketsResult result =
                    reuse.finished(EngineWords.inSource(whole, words), drafts, normalisation.numbering());
            return checked(result, request.options());
        }
    }

    private static SpecDocument ingest(TicketSpec request, Optional<BaseDraft> base, Progress progress) {
        progress.reached(Phase.PREPARING, 1, "Reading the specification.");
        SpecDocument read = new SpecReader().read(request);
        SpecDocument spec = base.map(found -> Reuse.divided(read, found))
                .orElseGet(() -> Details.setApart(read, request.options().ticketCount()));
        progress.reached(
                Phase.EXTRACTING_REQUIREMENTS, 2, "Found " + spec.work().size() + " statements that ask for work.");
        return spec;
    }

    private static Reuse reuse(Optional<BaseDraft> base, SpecDocument spec, GenerationOptions options) {
        return base.map(found -> Reuse.of(found, stated(found), spec, Requirements.of(spec, List.of()), options))
                .orElseGet(() -> Reuse.none(spec, options));
    }

    /** The open questions that the base's own text asked. */
    private static Optional<Set<String>> stated(BaseDraft base) {
        return base.spec().map(text -> new OpenQuestions(new SpecReader().read(text), List.of())
                .all().stream().map(Summary.Marked::text).collect(Collectors.toSet()));
    }

    private static DraftingPlan plan(Reuse reuse, Progress progress) {
        DraftingPlan plan = reuse.plan();
        progress.reached(
                Phase.EXTRACTING_REQUIREMENTS,
                4,
                "Planned " + plan.tickets() + " tickets and " + plan.epics().size() + " epics"
                        + (reuse.kept().isEmpty()
                                ? "."
                                : "; keeping " + reuse.kept().size() + " tickets."));
        return plan;
    }

    private static List<Draft> outline(DraftingPlan plan, Drafter drafter, Checks checks, Progress progress) {
        List<Draft> drafts = new ArrayList<>();
        for (Group group : plan.groups()) {
            for (OutlineRequest request : group.requests()) {
                Progress.stopIfInterrupted();
                List<TicketOutline> outlines =
                        new Coverings(checks).completed(request, drafter.outline(request), drafts.size());
                for (TicketOutline outline : outlines) {
                    drafts.add(new Draft(
                            drafts.size() + 1, outline, null, group.component(), group.epic(), Set.of(), Set.of()));
                }
                progress.outlined(drafts.size(), plan.tickets());
            }
        }
        return drafts;
    }

    private static List<Draft> expand(
            List<Draft> outlined,
            List<Draft> kept,
            SpecDocument spec,
            Drafter drafter,
            Progress progress,
            DraftsSoFar soFar) {
        List<Draft> all = Stream.concat(outlined.stream(), kept.stream()).toList();
        List<Draft> drafts = new ArrayList<>();
        for (Draft draft : outlined) {
            Progress.stopIfInterrupted();
            drafts.add(draft.with(drafter.expand(Expansions.request(draft, all, spec))));
            soFar.written(drafts.getLast(), drafts);
            progress.expanded(drafts.size(), outlined.size());
        }
        return drafts;
    }

    private static List<Draft> link(
            List<Draft> drafts,
            SpecDocument spec,
            Drafter drafter,
            GenerationOptions options,
            Checks checks,
            Progress progress) {
        progress.reached(Phase.VALIDATING, 85, "Looking for dependencies.");
        return new Links(drafter, checks, progress).of(drafts, spec, options.dependencyMode());
    }

    private static List<Draft> check(List<Draft> drafts, Checks checks, Progress progress) {
        progress.reached(Phase.VALIDATING, 90, "Checking the drafts.");
        return checks.mended(drafts);
    }

    private static List<Draft> repair(
            List<Draft> drafts,
            SpecDocument spec,
            Drafter drafter,
            Checks checks,
            Progress progress,
            DraftsSoFar soFar) {
        return new Repairs(drafter, checks, progress, soFar).of(drafts, spec);
    }

    private static DraftingWords summarise(List<Draft> drafts, Drafter drafter, Progress progress) {
        progress.reached(Phase.FINALIZING, 96, "Summing up.");
        DraftingWords words =
                drafter.summarise(drafts.stream().map(Draft::outline).toList());
        progress.reached(Phase.FINALIZING, 98, "Summed up.");
        return words;
    }

    private static DraftingRecord recorded(Drafter drafter, Checks checks) {
        drafter.notes()
                .forEach(note -> checks.note(new Observation(
                        note.code(), note.severity(), note.position(), note.message(), note.repaired())));
        return drafter.record();
    }

    static TicketsResult checked(TicketsResult result, GenerationOptions options) {
        List<TicketRules.Violation> broken = TicketRules.broken(result, options.ticketLimit());
        if (!broken.isEmpty()) {
            TicketRules.Violation first = broken.getFirst();
            throw new DraftingFailure(
                    DraftingFailure.Code.MODEL_OUTPUT_INVALID,
                    "The drafts break " + broken.size() + " rules; the first is " + first.code() + ": "
                            + first.message() + ".");
        }
        return result;
    }

    private long millisSince(Instant start) {
        return Math.max(0, clock.instant().toEpochMilli() - start.toEpochMilli());
    }
}
