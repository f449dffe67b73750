package io.taskforge.worker.incremental;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.plan.DraftingPlan;
import io.taskforge.worker.plan.DraftingPlan.Epic;
import io.taskforge.worker.plan.Group;
import io.taskforge.worker.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans what a job on a base has to draft: first one ticket for each that changed, then as many as the new statements want. The base's
 * epics come first among the epics.
 */
final class ReusePlan {

    private final BaseDraft base;
    private final Inheritance inheritance;
    private final SpecDocument spec;
    private final GenerationOptions options;

    ReusePlan(BaseDraft base, Inheritance inheritance, SpecDocument spec, GenerationOptions options) {
        this.base = base;
        this.inheritance = inheritance;
        this.spec = spec;
        this.options = options;
    }

    DraftingPlan plan() {
        EpicPlaces places = new EpicPlaces(base, inheritance, spec);
        List<Epic> epics = new ArrayList<>();
        inheritance.epics().forEach(epic -> epics.add(new Epic(epic.title(), places.section(epic))));
        List<Group> groups = new ArrayList<>();
        for (Heir heir : inheritance.redrafted()) {
            groups.add(group(heir));
        }
        if (!inheritance.unclaimed().isEmpty()) {
            DraftingPlan fresh = new Planner().plan(onlyNew(), optionsOfNew());
            for (Group group : fresh.groups()) {
                groups.add(new Group(
                        group.component(), group.section(), group.statements(), group.tickets(), epicOf(group, fresh)));
            }
            epics.addAll(fresh.epics());
        }
        return new DraftingPlan(groups, epics);
    }

    private Group group(Heir heir) {
        List<Statement> statements = heir.covers().stream()
                .map(number -> spec.statements().get(number - 1))
                .toList();
        int section = statements.getFirst().section();
        String component = Optional.ofNullable(heir.ticket().metadata().component())
                .orElse(spec.sections().get(section).heading());
        return new Group(component, section, statements, 1, inheritance.epicOf(heir.ticket()));
    }

    /** The text as the planner is to see it: with nothing to do but what is new. Its statements keep their numbers. */
    private SpecDocument onlyNew() {
        return new SpecDocument(
                spec.title(), spec.lines(), spec.sections(), inheritance.unclaimed(), spec.language(), spec.remarks());
    }

    /** Whatever count was asked for, what is new gets a ticket at least: no ticket that stands is changed to meet a target. */
    private GenerationOptions optionsOfNew() {
        int standing = inheritance.heirs().size();
        Integer count = options.ticketCount() == null ? null : Math.max(1, options.ticketCount() - standing);
        return new GenerationOptions(
                count,
                options.ticketLimit() - standing - inheritance.epics().size(),
                options.includeEpics(),
                options.dependencyMode(),
                options.outputDetail(),
                options.traceability(),
                options.language(),
                options.model(),
                options.seed(),
                options.allowedLabels(),
                options.storyPointScale(),
                options.budget());
    }

    /** New tickets of a part that has an epic join it. */
    private int epicOf(Group group, DraftingPlan fresh) {
        for (Ticket ticket : base.result().tickets()) {
            int epic = inheritance.epicOf(ticket);
            if (epic >= 0 && group.component().equals(ticket.metadata().component())) {
                return epic;
            }
        }
        for (int i = 0; i < inheritance.epics().size(); i++) {
            String title = inheritance.epics().get(i).title();
            boolean ofGroup = title.equals(group.component());
            boolean ofEpic = group.epic() >= 0
                    && title.equals(fresh.epics().get(group.epic()).title());
            if (ofGroup || ofEpic) {
                return i;
            }
        }
        return group.epic() < 0 ? -1 : inheritance.epics().size() + group.epic();
    }
}
