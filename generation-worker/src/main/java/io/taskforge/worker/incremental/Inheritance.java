package io.taskforge.worker.incremental;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Requirement.Kind;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which tickets of a base live on, what of the new text each is to cover, and what none of them covers.
 *
 * <p>A ticket lives on while one of its requirements does. The client's cap goes before everything: epics that no longer fit are given
 * up first, then tickets, whose requirements join the closest ticket that stays.
 */
final class Inheritance {

    private final List<Heir> heirs = new ArrayList<>();
    private final List<Ticket> epics = new ArrayList<>();
    private final SortedSet<Integer> unclaimed = new TreeSet<>();
    private final Matching matching;
    private final SpecDocument spec;
    private int givenUp;

    private Inheritance(Matching matching, SpecDocument spec) {
        this.matching = matching;
        this.spec = spec;
    }

    /** @param requirements of the new text, as its result lists them */
    static Inheritance of(
            BaseDraft base, SpecDocument spec, List<Requirement> requirements, GenerationOptions options) {
        List<Requirement> before = inScope(base.result().requirements());
        List<Requirement> now = inScope(requirements);
        Inheritance inheritance = new Inheritance(Matching.of(before, now), spec);
        inheritance.findHeirs(base, before, options);
        inheritance.findUnclaimed(before, now);
        if (options.includeEpics()) {
            base.result().tickets().stream()
                    .filter(ticket -> ticket.ticketType() == TicketType.EPIC && inheritance.hasChildren(ticket))
                    .forEach(inheritance.epics::add);
        }
        inheritance.fitInto(options.ticketLimit());
        inheritance.placeWithoutRoom(options.ticketLimit());
        return inheritance;
    }

    /** In the order of the base. */
    List<Heir> heirs() {
        return List.copyOf(heirs);
    }

    List<Heir> redrafted() {
        return heirs.stream().filter(Heir::redrafted).toList();
    }

    List<Heir> kept() {
        return heirs.stream().filter(Predicate.not(Heir::redrafted)).toList();
    }

    /** Those that still have a ticket below them, in the order of the base. */
    List<Ticket> epics() {
        return List.copyOf(epics);
    }

    /** The index of the epic that a ticket of the base belongs to, or -1. */
    int epicOf(Ticket ticket) {
        for (int i = 0; i < epics.size(); i++) {
            if (epics.get(i).externalId().equals(ticket.parentExternalId())) {
                return i;
            }
        }
        return -1;
    }

    /** The work that no ticket of the base covers, in order. */
    List<Statement> unclaimed() {
        return unclaimed.stream()
                .map(number -> spec.statements().get(number - 1))
                .toList();
    }

    /** How many tickets of the base were given up for the client's cap. */
    int givenUp() {
        return givenUp;
    }

    Matching matching() {
        return matching;
    }

    static int number(String requirementId) {
        return Integer.parseInt(requirementId.substring("REQ-".length()));
    }

    private static List<Requirement> inScope(List<Requirement> requirements) {
        return requirements.stream()
                .filter(one -> one.kind() != Kind.OUT_OF_SCOPE)
                .toList();
    }

    private void findHeirs(BaseDraft base, List<Requirement> before, GenerationOptions options) {
        boolean otherWords = options.outputDetail() != base.options().outputDetail()
                || !Objects.equals(language(options), language(base.options()));
        for (Ticket ticket : base.result().tickets()) {
            if (ticket.ticketType() == TicketType.EPIC) {
                continue;
            }
            SortedSet<Integer> covers = new TreeSet<>();
            boolean redrafted = otherWords;
            for (Requirement requirement : before) {
                if (requirement.coveredBy().contains(ticket.externalId())) {
                    Optional<Matching.Match> match = matching.of(requirement);
                    match.ifPresent(found -> covers.add(number(found.now().requirementId())));
                    redrafted |= match.filter(found -> stands(found, ticket)).isEmpty();
                }
            }
            if (!covers.isEmpty()) {
                heirs.add(new Heir(ticket, covers, redrafted));
            }
        }
    }

    /** What the words are written in, unless they follow the specification, whose language the requirements tell. */
    private String language(GenerationOptions options) {
        return options.language() == null ? spec.language() : options.language();
    }

    /** A requirement with another number is the same as long as the ticket does not call it by the old one. */
    private static boolean stands(Matching.Match match, Ticket ticket) {
        Optional<String> before = Shapes.id(match.before().text());
        boolean renumbered = !before.equals(Shapes.id(match.now().text()));
        return match.same()
                && !(renumbered && before.filter(id -> mentions(ticket, id)).isPresent());
    }

    private static boolean mentions(Ticket ticket, String id) {
        String words = ticket.title() + "\n" + ticket.description() + "\n"
                + String.join("\n", ticket.acceptanceCriteria()) + "\n" + String.join("\n", ticket.labels());
        return Shapes.normalId(words).contains(id);
    }

    /** What the base left uncovered and nobody has touched since is left as it was. */
    private void findUnclaimed(List<Requirement> before, List<Requirement> now) {
        now.forEach(one -> unclaimed.add(number(one.requirementId())));
        heirs.forEach(heir -> unclaimed.removeAll(heir.covers()));
        for (Requirement one : before) {
            matching.of(one)
                    .filter(match -> match.same() && one.coveredBy().isEmpty())
                    .ifPresent(match -> unclaimed.remove(number(match.now().requirementId())));
        }
    }

    private boolean hasChildren(Ticket epic) {
        return heirs.stream()
                .anyMatch(heir -> epic.externalId().equals(heir.ticket().parentExternalId()));
    }

    private void fitInto(int limit) {
        while (!epics.isEmpty() && heirs.size() + epics.size() > limit) {
            epics.remove(epics.stream()
                    .min(Comparator.comparing(this::children)
                            .thenComparing(Ticket::externalId, Comparator.reverseOrder()))
                    .orElseThrow());
            givenUp++;
        }
        while (heirs.size() > limit) {
            Heir least = heirs.stream()
                    .min(Comparator.comparing((Heir heir) ->
                                    Objects.requireNonNullElse(heir.ticket().priority(), Priority.MEDIUM))
                            .thenComparing(heir -> heir.ticket().externalId(), Comparator.reverseOrder()))
                    .orElseThrow();
            heirs.remove(least);
            givenUp++;
            joinClosest(least.covers());
            epics.removeIf(epic -> !hasChildren(epic));
        }
    }

    private long children(Ticket epic) {
        ExternalId id = epic.externalId();
        return heirs.stream()
                .filter(heir -> id.equals(heir.ticket().parentExternalId()))
                .count();
    }

    /** Under a full cap, what is new joins what it is closest to. */
    private void placeWithoutRoom(int limit) {
        if (heirs.size() + epics.size() >= limit) {
            joinClosest(unclaimed);
            unclaimed.clear();
        }
    }

    private void joinClosest(Collection<Integer> numbers) {
        for (int number : List.copyOf(numbers)) {
            Set<String> words = Words.content(spec.statements().get(number - 1).text());
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < heirs.size(); i++) {
                double closeness = closeness(words, number, heirs.get(i));
                if (closeness > most) {
                    most = closeness;
                    best = i;
                }
            }
            heirs.set(best, heirs.get(best).alsoCovering(List.of(number)));
        }
    }

    /** By shared words, else by place. */
    private double closeness(Set<String> words, int number, Heir heir) {
        Set<String> shared = new HashSet<>(Words.content(heir.ticket().title()));
        heir.covers()
                .forEach(covered -> shared.addAll(
                        Words.content(spec.statements().get(covered - 1).text())));
        shared.retainAll(words);
        int distance = heir.covers().stream()
                .mapToInt(covered -> Math.abs(covered - number))
                .min()
                .orElse(Integer.MAX_VALUE);
        return shared.size() - Math.min(distance, 100) / 20.0;
    }
}
