package io.taskforge.worker.incremental;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Changes;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Gives a result its final ids: those that the tickets had in the base, and for new ones the next after the highest ever given. */
final class Succession {

    /**
     * The ticket of the base that one of the result is.
     *
     * @param stands whether its words were kept; of an epic, as long as its tickets are the same
     */
    record Origin(Ticket ticket, boolean stands) {}

    private final BaseDraft base;
    private final GenerationOptions options;
    private final Map<ExternalId, Origin> origins;
    private final Set<ExternalId> awaited;
    private final Map<ExternalId, ExternalId> names = new HashMap<>();
    private int highest;

    /**
     * @param origins by the id that the result has for it so far
     * @param awaited what is not retired, although the result does not have it yet
     */
    Succession(BaseDraft base, GenerationOptions options, Map<ExternalId, Origin> origins, Set<ExternalId> awaited) {
        this.base = base;
        this.options = options;
        this.origins = Map.copyOf(origins);
        this.awaited = Set.copyOf(awaited);
        highest = highestOf(base.result());
    }

    static int highestOf(TicketsResult result) {
        Stream<ExternalId> ids = result.tickets().stream().map(Ticket::externalId);
        Changes changes = result.changes();
        return (changes == null ? ids : Stream.concat(ids, Stream.of(changes.highestExternalId())))
                .mapToInt(ExternalId::number)
                .max()
                .orElse(0);
    }

    TicketsResult of(TicketsResult whole) {
        for (Ticket ticket : whole.tickets()) {
            Origin origin = origins.get(ticket.externalId());
            names.put(
                    ticket.externalId(),
                    origin == null ? new ExternalId(++highest) : origin.ticket().externalId());
        }
        TicketsResult renamed = new Renaming(names).of(whole);
        Set<ExternalId> present = new HashSet<>();
        List<Ticket> tickets = new ArrayList<>();
        List<ExternalId> kept = new ArrayList<>();
        List<ExternalId> changed = new ArrayList<>();
        List<ExternalId> added = new ArrayList<>();
        for (int i = 0; i < whole.tickets().size(); i++) {
            Origin origin = origins.get(whole.tickets().get(i).externalId());
            Ticket ticket = renamed.tickets().get(i);
            Ticket settled = origin == null ? ticket : settled(origin, ticket, renamed);
            tickets.add(settled);
            if (origin == null) {
                added.add(ticket.externalId());
            } else if (cited(settled, List.of()).equals(cited(origin.ticket(), List.of()))) {
                kept.add(ticket.externalId());
            } else {
                changed.add(ticket.externalId());
            }
            present.add(ticket.externalId());
        }
        List<ExternalId> retired = base.result().tickets().stream()
                .map(Ticket::externalId)
                .filter(id -> !present.contains(id) && !awaited.contains(id))
                .sorted()
                .toList();
        Changes changes = new Changes(
                base.jobId(),
                kept.stream().sorted().toList(),
                changed.stream().sorted().toList(),
                added.stream().sorted().toList(),
                retired,
                new ExternalId(highest));
        return with(renamed, tickets, changes);
    }

    /** What the result says of a ticket that the base had: as it was, but for what had to give way. */
    private Ticket settled(Origin origin, Ticket ticket, TicketsResult renamed) {
        if (!origin.stands()) {
            return ticket;
        }
        return ticket.ticketType() == TicketType.EPIC
                ? epic(origin.ticket(), ticket, renamed)
                : standing(origin.ticket(), ticket);
    }

    /** An epic tells of its tickets: with the same ones, none written anew, it is as true as it was. */
    private Ticket epic(Ticket before, Ticket now, TicketsResult renamed) {
        boolean same = children(before.externalId(), base.result()).equals(children(before.externalId(), renamed));
        boolean rewritten = origins.values().stream()
                .anyMatch(origin -> !origin.stands()
                        && before.externalId().equals(origin.ticket().parentExternalId()));
        boolean fits =
                options.allowedLabels().isEmpty() || options.allowedLabels().containsAll(before.labels());
        return same && !rewritten && fits ? cited(before, now.sourceRefs()) : now;
    }

    private static Set<ExternalId> children(ExternalId epic, TicketsResult result) {
        Set<ExternalId> children = new HashSet<>();
        for (Ticket ticket : result.tickets()) {
            if (epic.equals(ticket.parentExternalId())) {
                children.add(ticket.externalId());
            }
        }
        return children;
    }

    /** Its words stay; what it hangs on, and what the client's options no longer allow, may have changed. */
    private static Ticket standing(Ticket before, Ticket now) {
        boolean same = new HashSet<>(before.dependencies()).equals(new HashSet<>(now.dependencies()));
        List<ExternalId> needs = same ? before.dependencies() : now.dependencies();
        return new Ticket(
                before.externalId(),
                before.ticketType(),
                before.title(),
                before.description(),
                before.acceptanceCriteria(),
                now.labels(),
                needs,
                now.storyPoints(),
                before.priority(),
                now.parentExternalId(),
                same ? before.metadata() : inferredAmong(needs, before.metadata()),
                now.sourceRefs());
    }

    private static TicketMetadata inferredAmong(List<ExternalId> needs, TicketMetadata before) {
        List<ExternalId> inferred = before.inferredDependencies() == null
                ? List.of()
                : before.inferredDependencies().stream().filter(needs::contains).toList();
        return new TicketMetadata(
                before.component(),
                before.suggestedMilestone(),
                before.confidence(),
                before.engine(),
                inferred.isEmpty() ? null : inferred);
    }

    private static Ticket cited(Ticket ticket, List<SourceRef> refs) {
        return new Ticket(
                ticket.externalId(),
                ticket.ticketType(),
                ticket.title(),
                ticket.description(),
                ticket.acceptanceCriteria(),
                ticket.labels(),
                ticket.dependencies(),
                ticket.storyPoints(),
                ticket.priority(),
                ticket.parentExternalId(),
                ticket.metadata(),
                refs);
    }

    private TicketsResult with(TicketsResult renamed, List<Ticket> tickets, Changes changes) {
        return new TicketsResult(
                renamed.jobId(),
                renamed.source(),
                tickets,
                renamed.risks(),
                renamed.openQuestions(),
                renamed.generation(),
                renamed.requirements(),
                renamed.coverage(),
                renamed.quality().stream().map(this::reworded).toList(),
                changes);
    }

    /** Why there are not as many tickets as were asked for has another reason here. */
    private Finding reworded(Finding finding) {
        return finding.code().equals("ticket_count_not_met")
                ? new Finding(
                        finding.code(),
                        finding.severity(),
                        finding.externalId(),
                        options.ticketCount() + " tickets were asked for; tickets that stand from the base job are"
                                + " neither split nor merged to meet that.",
                        finding.repaired())
                : finding;
    }
}
