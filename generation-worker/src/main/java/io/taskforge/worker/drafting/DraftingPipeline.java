package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress.Phase;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.TicketRules;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.ExpandRequest;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.incremental.BaseDraft;
import io.taskforge.worker.incremental.Numbering;
import io.taskforge.worker.incremental.Reuse;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.SpecReader;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.link.Link;
import io.taskforge.worker.link.Linker;
import io.taskforge.worker.plan.DraftingPlan;
import io.taskforge.worker.plan.Group;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        SpecDocument spec = ingest(request, progress);
        Reuse reuse = reuse(base, spec, request.options());
        if (spec.work().isEmpty()) {
            progress.reached(Phase.FINALIZING, 98, "The specification asks for nothing yet.");
            TicketsResult missing = new MissingRequirements(job, request, spec).result(millisSince(start), queueMs);
            return checked(reuse.finished(missing, Numbering.NONE), request.options());
        }
        DraftingPlan plan = plan(reuse, progress);
        try (Drafter drafter = reuse.drafter(engine)) {
            Checks checks = new Checks(request.options());
            List<Draft> outlined = outline(plan, drafter, checks, progress);
            List<Draft> expanded = expand(outlined, reuse.kept(), spec, drafter, progress);
            List<Draft> linked = link(expanded, spec, request.options(), progress);
            List<Draft> joined = reuse.joined(check(linked, checks, progress), checks);
            List<Draft> drafts = repair(joined, spec, drafter, checks, progress);
            Summary summary = summarise(drafts, spec, plan, progress);
            DraftingRecord record = reuse.record(drafter.record());
            Normalisation normalisation = new Normalisation(job, request, spec, plan, checks.observations());
            TicketsResult whole = normalisation.result(drafts, summary, record, millisSince(start), queueMs);
            return checked(reuse.finished(whole, normalisation.numbering()), request.options());
        }
    }

    private static SpecDocument ingest(TicketSpec request, Progress progress) {
        progress.reached(Phase.PREPARING, 1, "Reading the specification.");
        SpecDocument spec = new SpecReader().read(request);
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
        return base.spec().map(text -> Summary.openQuestions(new SpecReader().read(text), List.of()).stream()
                .map(Summary.Marked::text)
                .collect(Collectors.toSet()));
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
            List<Draft> outlined, List<Draft> kept, SpecDocument spec, Drafter drafter, Progress progress) {
        List<Draft> all = Stream.concat(outlined.stream(), kept.stream()).toList();
        List<Draft> drafts = new ArrayList<>();
        for (Draft draft : outlined) {
            Progress.stopIfInterrupted();
            drafts.add(draft.with(drafter.expand(request(draft, all, spec))));
            progress.expanded(drafts.size(), outlined.size());
        }
        return drafts;
    }

    private static ExpandRequest request(Draft draft, List<Draft> all, SpecDocument spec) {
        List<Statement> statements = draft.outline().covers().stream()
                .map(number -> spec.statements().get(number - 1))
                .toList();
        List<String> siblings = all.stream()
                .filter(other -> other.position() != draft.position())
                .map(other -> other.outline().title())
                .toList();
        return new ExpandRequest(draft.position(), draft.outline(), draft.component(), statements, siblings);
    }

    private static List<Draft> link(
            List<Draft> drafts, SpecDocument spec, GenerationOptions options, Progress progress) {
        progress.reached(Phase.VALIDATING, 88, "Looking for dependencies.");
        List<TicketOutline> outlines = drafts.stream().map(Draft::outline).toList();
        List<Link> links = new Linker().links(spec, outlines, options.dependencyMode());
        List<Draft> linked = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Set<Integer> needs = new TreeSet<>();
            Set<Integer> inferred = new TreeSet<>();
            for (Link link : links) {
                if (link.from() == i) {
                    needs.add(drafts.get(link.to()).position());
                    if (!link.stated()) {
                        inferred.add(drafts.get(link.to()).position());
                    }
                }
            }
            linked.add(drafts.get(i).withNeeds(needs, inferred));
        }
        return linked;
    }

    private static List<Draft> check(List<Draft> drafts, Checks checks, Progress progress) {
        progress.reached(Phase.VALIDATING, 90, "Checking the drafts.");
        return checks.mended(drafts);
    }

    /** Asks the engine once more for what fails, at most for a third of the tickets, and keeps the better body. */
    private static List<Draft> repair(
            List<Draft> drafts, SpecDocument spec, Drafter drafter, Checks checks, Progress progress) {
        List<Integer> failing =
                checks.failing(drafts).stream().limit((drafts.size() + 2) / 3).toList();
        List<Draft> repaired = new ArrayList<>(drafts);
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            if (failing.contains(draft.position())) {
                progress.reached(
                        Phase.REPAIRING,
                        92,
                        "Asking again for “" + draft.outline().title() + "”.");
                TicketBody again = drafter.expand(request(draft, drafts, spec));
                repaired.set(i, checks.better(draft, draft.with(again)));
            }
        }
        progress.reached(Phase.VALIDATING, 96, "Checked " + repaired.size() + " drafts.");
        checks.report(repaired);
        return repaired;
    }

    private static Summary summarise(List<Draft> drafts, SpecDocument spec, DraftingPlan plan, Progress progress) {
        progress.reached(Phase.FINALIZING, 98, "Summing up.");
        return Summary.of(spec, plan, drafts);
    }

    private static TicketsResult checked(TicketsResult result, GenerationOptions options) {
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
