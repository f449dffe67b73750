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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final Map<Integer, Heir> ofKept = new HashMap<>();

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
            ofKept.put(position, heir);
        }
    }

    List<Draft> kept() {
        return List.copyOf(kept);
    }

    /** Which ticket of the base a draft is; empty for a new one. */
    Optional<Heir> origin(Draft draft) {
        List<Heir> redrafted = inheritance.redrafted();
        if (draft.position() > redrafted.size()) {
            return Optional.ofNullable(ofKept.get(draft.position()));
        }
        // They were planned first, one draft each; what does not cover the same is never given its id.
        Heir heir = redrafted.get(draft.position() - 1);
        return draft.outline().covers().stream().anyMatch(heir.covers()::contains)
                ? Optional.of(heir)
                : Optional.empty();
    }

    /** @param all whether everything is drafted that is to be; else a kept ticket may need what is still to come */
    List<Draft> joined(List<Draft> drafted, boolean all, Checks checks) {
        tell(checks);
        Map<ExternalId, Integer> positions = new HashMap<>();
        Stream.concat(kept.stream(), drafted.stream()).forEach(draft -> origin(draft)
                .ifPresent(heir -> positions.put(heir.ticket().externalId(), draft.position())));
        Set<ExternalId> awaited = all
                ? Set.of()
                : inheritance.redrafted().stream()
                        .map(heir -> heir.ticket().externalId())
                        .collect(Collectors.toSet());
        List<Draft> joined = new ArrayList<>();
        // First, so that of a circle the needs of what is kept stay.
        kept.forEach(draft -> joined.add(withNeeds(fitting(draft, checks), positions, awaited, checks)));
        joined.addAll(linked(drafted));
        return checks.untangled(joined).stream()
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

    private Draft withNeeds(Draft draft, Map<ExternalId, Integer> positions, Set<ExternalId> awaited, Checks checks) {
        Ticket ticket = ofKept.get(draft.position()).ticket();
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
            } else if (wanted && !awaited.contains(need)) {
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
