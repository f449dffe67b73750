package io.taskforge.worker.incremental;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketBody.DraftedBy;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.link.Link;
import io.taskforge.worker.link.Linker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings kept and drafted tickets together. What a kept ticket depends on stays, as long as that is there; what was drafted may also
 * depend on what is kept.
 */
final class Joining {

    private final Inheritance inheritance;
    private final OpenQuestions questions;
    private final SpecDocument spec;
    private final GenerationOptions options;
    private final List<Draft> kept = new ArrayList<>();
    private final Map<Integer, Heir> origins = new HashMap<>();

    /** @param planned how many tickets the plan has; their positions come first */
    Joining(
            Inheritance inheritance,
            OpenQuestions questions,
            int planned,
            SpecDocument spec,
            GenerationOptions options) {
        this.inheritance = inheritance;
        this.questions = questions;
        this.spec = spec;
        this.options = options;
        for (Heir heir : inheritance.kept()) {
            int position = planned + kept.size() + 1;
            kept.add(draft(position, heir));
            origins.put(position, heir);
        }
    }

    List<Draft> kept() {
        return List.copyOf(kept);
    }

    /** Which ticket of the base each draft is, by the draft's position; once joined, also of what was drafted again. */
    Map<Integer, Heir> origins() {
        return Map.copyOf(origins);
    }

    List<Draft> joined(List<Draft> drafted, Checks checks) {
        tell(checks);
        List<Heir> redrafted = inheritance.redrafted();
        for (Draft draft : drafted) {
            // They were planned first, one draft each; what does not cover the same is never given its id.
            if (draft.position() <= redrafted.size()) {
                Heir heir = redrafted.get(draft.position() - 1);
                if (draft.outline().covers().stream().anyMatch(heir.covers()::contains)) {
                    origins.put(draft.position(), heir);
                }
            }
        }
        Map<ExternalId, Integer> positions = new HashMap<>();
        origins.forEach((position, heir) -> positions.put(heir.ticket().externalId(), position));
        List<Draft> all = new ArrayList<>();
        // First, so that of a circle the needs of what is kept stay.
        kept.forEach(draft -> all.add(withNeeds(fitting(draft, checks), positions, checks)));
        all.addAll(linked(drafted));
        return checks.untangled(all).stream()
                .sorted(Comparator.comparing(draft -> draft.outline().covers().getFirst()))
                .toList();
    }

    private void tell(Checks checks) {
        if (inheritance.givenUp() > 0) {
            checks.note(Observation.warning(
                    "tickets_dropped",
                    0,
                    inheritance.givenUp() + " tickets of the base job do not fit under the limit of "
                            + options.ticketLimit() + " and are retired; what they covered has joined others."));
        }
    }

    private Draft draft(int position, Heir heir) {
        Ticket ticket = heir.ticket();
        TicketBody body = new TicketBody(
                ticket.description(),
                ticket.acceptanceCriteria(),
                ticket.labels(),
                ticket.storyPoints(),
                ticket.priority(),
                ticket.metadata().confidence(),
                questions.of(ticket),
                // Nobody is asked for it again, whoever wrote it.
                DraftedBy.RULES);
        return new Draft(
                position,
                new TicketOutline(ticket.ticketType(), ticket.title(), List.copyOf(heir.covers())),
                body,
                Objects.requireNonNullElse(ticket.metadata().component(), ""),
                inheritance.epicOf(ticket),
                Set.of(),
                Set.of());
    }

    /** Only where the client's options have become narrower: labels and points that they no longer allow. */
    private Draft fitting(Draft draft, Checks checks) {
        TicketBody body = draft.body();
        boolean labelled =
                options.allowedLabels().isEmpty() || options.allowedLabels().containsAll(body.labels());
        boolean estimated = options.storyPointScale().isEmpty()
                || body.points() == null
                || options.storyPointScale().contains(body.points());
        return labelled && estimated ? draft : checks.mended(List.of(draft)).getFirst();
    }

    private Draft withNeeds(Draft draft, Map<ExternalId, Integer> positions, Checks checks) {
        Ticket ticket = origins.get(draft.position()).ticket();
        List<ExternalId> inferred = Objects.requireNonNullElse(ticket.metadata().inferredDependencies(), List.of());
        Set<Integer> needs = new TreeSet<>();
        for (ExternalId need : ticket.dependencies()) {
            Integer position = positions.get(need);
            boolean wanted =
                    switch (options.dependencyMode()) {
                        case NONE -> false;
                        case EXPLICIT -> !inferred.contains(need);
                        case INFERRED -> true;
                    };
            if (wanted && position != null) {
                needs.add(position);
            } else if (wanted) {
                checks.note(Observation.repaired(
                        "dangling_dependency",
                        draft.position(),
                        "The dependency on " + need + " was dropped: that ticket is retired."));
            }
        }
        return draft.withNeeds(needs, Set.of());
    }

    /** What was drafted was linked with what was drafted beside it; here its needs of kept tickets join those. */
    private List<Draft> linked(List<Draft> drafted) {
        List<Draft> all = new ArrayList<>(drafted);
        all.addAll(kept);
        List<Link> links = drafted.isEmpty() || options.dependencyMode() == DependencyMode.NONE
                ? List.of()
                : new Linker().links(spec, all.stream().map(Draft::outline).toList(), options.dependencyMode());
        List<Draft> linked = new ArrayList<>();
        for (int i = 0; i < drafted.size(); i++) {
            Set<Integer> needs = new TreeSet<>(drafted.get(i).needs());
            Set<Integer> inferred = new TreeSet<>(drafted.get(i).inferredNeeds());
            for (Link link : links) {
                if (link.from() == i && link.to() >= drafted.size()) {
                    needs.add(all.get(link.to()).position());
                    if (!link.stated()) {
                        inferred.add(all.get(link.to()).position());
                    }
                }
            }
            linked.add(drafted.get(i).withNeeds(needs, inferred));
        }
        return linked;
    }
}
