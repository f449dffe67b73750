package io.taskforge.worker.incremental;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.plan.DraftingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A job that builds on an earlier one. */
final class OnBase implements Reuse {

    private final BaseDraft base;
    private final SpecDocument spec;
    private final GenerationOptions options;
    private final Inheritance inheritance;
    private final DraftingPlan plan;
    private final Joining joining;

    OnBase(
            BaseDraft base,
            Optional<Set<String>> stated,
            SpecDocument spec,
            List<Requirement> requirements,
            GenerationOptions options) {
        this.base = base;
        this.spec = spec;
        this.options = options;
        inheritance = Inheritance.of(base, spec, requirements, options);
        plan = new ReusePlan(base, inheritance, spec, options).plan();
        joining = new Joining(inheritance, new OpenQuestions(base, stated), plan.tickets(), spec, options);
    }

    @Override
    public DraftingPlan plan() {
        return plan;
    }

    @Override
    public Drafter drafter(DraftingEngine engine) {
        return plan.tickets() == 0 ? new NothingToDraft(base.result().generation()) : engine.open(spec, options);
    }

    @Override
    public List<Draft> kept() {
        return joining.kept();
    }

    @Override
    public ExternalId provisional(Draft drafted) {
        return joining.origin(drafted)
                .map(heir -> heir.ticket().externalId())
                .orElseGet(() -> new ExternalId(Succession.highestOf(base.result()) + drafted.position()));
    }

    @Override
    public List<Draft> joined(List<Draft> drafted, boolean all, Checks checks) {
        return joining.joined(drafted, all, checks);
    }

    @Override
    public DraftingRecord record(DraftingRecord drafted) {
        return kept().isEmpty() ? drafted : Provenance.of(base.result().generation(), drafted);
    }

    @Override
    public TicketsResult finished(TicketsResult whole, List<Draft> drafts, Numbering numbering) {
        Map<ExternalId, Succession.Origin> origins = new HashMap<>();
        if (spec.work().isEmpty()) {
            missingRequirements()
                    .forEach(spike ->
                            origins.put(whole.tickets().getFirst().externalId(), new Succession.Origin(spike, false)));
        }
        for (Draft draft : drafts) {
            joining.origin(draft)
                    .ifPresent(heir -> origins.put(
                            numbering.tickets().get(draft.position()),
                            new Succession.Origin(heir.ticket(), !heir.redrafted())));
        }
        for (int i = 0; i < inheritance.epics().size(); i++) {
            if (numbering.epics().containsKey(i)) {
                origins.put(
                        numbering.epics().get(i),
                        new Succession.Origin(inheritance.epics().get(i), true));
            }
        }
        return new Succession(base, options, origins, whole.generation().partial() ? awaited() : Set.of()).of(whole);
    }

    /** Tickets of the base that live on, whether they are written yet or not. */
    private Set<ExternalId> awaited() {
        return Stream.concat(inheritance.heirs().stream().map(Heir::ticket), inheritance.epics().stream())
                .map(Ticket::externalId)
                .collect(Collectors.toSet());
    }

    /** The base's spike, where the base asked for nothing either. */
    private List<Ticket> missingRequirements() {
        return base.result().quality().stream()
                .filter(finding -> finding.code().equals("no_requirements_found"))
                .map(Finding::externalId)
                .flatMap(id -> base.result().tickets().stream()
                        .filter(ticket -> ticket.externalId().equals(id)))
                .toList();
    }
}
