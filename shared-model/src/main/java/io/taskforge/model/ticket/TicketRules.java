package io.taskforge.model.ticket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that no returned result may break, whatever drafted it. They go beyond what a JSON Schema can say; codes are those of the
 * contract's table.
 */
public final class TicketRules {

    /** A rule that a result breaks. @param externalId the ticket that breaks it, or null */
    public record Violation(String code, ExternalId externalId, String message) {}

    private static final int TITLE_LIMIT = 200;
    private static final int DESCRIPTION_LIMIT = 8_000;
    private static final int CRITERIA_LIMIT = 8;
    private static final int CRITERION_LIMIT = 500;
    private static final int LABELS_LIMIT = 10;
    private static final int LABEL_LIMIT = 50;
    private static final int DEPENDENCIES_LIMIT = 20;
    private static final int REFS_LIMIT = 20;
    private static final int NOTES_LIMIT = 50;
    private static final int NOTE_LIMIT = 1_000;
    private static final int REQUIREMENTS_LIMIT = 500;
    private static final int POINTS_LIMIT = 100;

    private final TicketsResult result;
    private final int ticketLimit;
    private final Map<ExternalId, Ticket> byId = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private TicketRules(TicketsResult result, int ticketLimit) {
        this.result = result;
        this.ticketLimit = ticketLimit;
    }

    /**
     * Every rule that the result breaks; empty for a result that may be returned.
     *
     * @param ticketLimit the most tickets that the client allows, epics included
     */
    public static List<Violation> broken(TicketsResult result, int ticketLimit) {
        TicketRules rules = new TicketRules(result, ticketLimit);
        rules.checkCount();
        rules.checkIds();
        result.tickets().forEach(rules::checkTexts);
        result.tickets().forEach(rules::checkReferences);
        rules.checkHierarchy();
        rules.checkCycles();
        rules.checkNotes();
        rules.checkRequirements();
        return List.copyOf(rules.violations);
    }

    private void broken(String code, ExternalId id, String message) {
        violations.add(new Violation(code, id, message));
    }

    private void checkCount() {
        if (result.tickets().isEmpty()) {
            broken("no_tickets", null, "there is no ticket");
        }
        if (result.tickets().size() > ticketLimit) {
            broken(
                    "too_many_tickets",
                    null,
                    result.tickets().size() + " tickets where " + ticketLimit + " are allowed");
        }
    }

    private void checkIds() {
        for (Ticket ticket : result.tickets()) {
            if (ticket.externalId() == null) {
                broken("missing_external_id", null, "a ticket has no id");
            } else if (byId.put(ticket.externalId(), ticket) != null) {
                broken("duplicate_external_id", ticket.externalId(), "two tickets have this id");
            }
        }
    }

    private void checkTexts(Ticket ticket) {
        ExternalId id = ticket.externalId();
        if (ticket.ticketType() == null) {
            broken("missing_type", id, "the type is missing");
        }
        checkText(id, "title", ticket.title(), TITLE_LIMIT);
        checkText(id, "description", ticket.description(), DESCRIPTION_LIMIT);
        List<String> criteria = ticket.acceptanceCriteria();
        if (criteria.isEmpty() || criteria.size() > CRITERIA_LIMIT) {
            broken(
                    "criteria_count",
                    id,
                    criteria.size() + " acceptance criteria where 1 to " + CRITERIA_LIMIT + " are allowed");
        }
        criteria.forEach(criterion -> checkText(id, "acceptance criterion", criterion, CRITERION_LIMIT));
        if (ticket.labels().size() > LABELS_LIMIT
                || new HashSet<>(ticket.labels()).size() != ticket.labels().size()) {
            broken("labels", id, "labels are too many or repeated");
        }
        ticket.labels().forEach(label -> checkText(id, "label", label, LABEL_LIMIT));
        Integer points = ticket.storyPoints();
        if (points != null && (points < 1 || points > POINTS_LIMIT)) {
            broken("story_points_range", id, "story points are 1 to " + POINTS_LIMIT + " or null, not " + points);
        }
        Double confidence = ticket.metadata() == null ? null : ticket.metadata().confidence();
        if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
            broken("confidence_range", id, "confidence is 0 to 1, not " + confidence);
        }
    }

    private void checkText(ExternalId id, String what, String text, int limit) {
        if (text == null || text.isBlank()) {
            broken("blank_text", id, "the " + what + " is empty");
        } else if (text.codePointCount(0, text.length()) > limit) {
            broken("text_too_long", id, "the " + what + " is longer than " + limit + " characters");
        }
    }

    private void checkReferences(Ticket ticket) {
        ExternalId id = ticket.externalId();
        Set<ExternalId> seen = new HashSet<>();
        for (ExternalId need : ticket.dependencies()) {
            if (!byId.containsKey(need)) {
                broken("dangling_dependency", id, "depends on " + need + ", which does not exist");
            }
            if (need.equals(id)) {
                broken("self_dependency", id, "depends on itself");
            }
            if (!seen.add(need)) {
                broken("duplicate_dependency", id, "names " + need + " twice");
            }
            if (need.equals(ticket.parentExternalId())) {
                broken("depends_on_ancestor", id, "depends on the epic that it belongs to");
            }
        }
        if (ticket.dependencies().size() > DEPENDENCIES_LIMIT) {
            broken("too_many_dependencies", id, "more than " + DEPENDENCIES_LIMIT + " dependencies");
        }
        if (ticket.metadata() != null
                && ticket.metadata().inferredDependencies() != null
                && !ticket.dependencies().containsAll(ticket.metadata().inferredDependencies())) {
            broken("dangling_dependency", id, "an inferred dependency is not among the dependencies");
        }
        if (ticket.sourceRefs().size() > REFS_LIMIT) {
            broken("bad_source_ref", id, "more than " + REFS_LIMIT + " source references");
        }
        ticket.sourceRefs().forEach(ref -> checkRef(id, ref));
    }

    private void checkRef(ExternalId id, SourceRef ref) {
        int lines = result.source().lineCount();
        if (ref.startLine() < 1 || ref.endLine() < ref.startLine() || ref.endLine() > lines) {
            broken("bad_source_ref", id, "lines " + ref.startLine() + " to " + ref.endLine() + " of " + lines);
        }
        boolean known = ref.requirementId() == null
                || result.requirements().stream()
                        .anyMatch(one -> one.requirementId().equals(ref.requirementId()));
        if (!known) {
            broken("bad_source_ref", id, ref.requirementId() + " does not exist");
        }
    }

    private void checkHierarchy() {
        Set<ExternalId> parents = new HashSet<>();
        for (Ticket ticket : result.tickets()) {
            ExternalId parent = ticket.parentExternalId();
            if (parent == null) {
                continue;
            }
            parents.add(parent);
            Ticket above = byId.get(parent);
            if (above == null) {
                broken("dangling_parent", ticket.externalId(), "belongs to " + parent + ", which does not exist");
            } else if (above.ticketType() != TicketType.EPIC) {
                broken("parent_not_epic", ticket.externalId(), "belongs to " + parent + ", which is no epic");
            }
            if (ticket.ticketType() == TicketType.EPIC) {
                broken("epic_nested", ticket.externalId(), "an epic belongs to no other ticket");
            }
        }
        for (Ticket ticket : result.tickets()) {
            if (ticket.ticketType() == TicketType.EPIC && !parents.contains(ticket.externalId())) {
                broken("epic_childless", ticket.externalId(), "an epic has at least one ticket");
            }
        }
    }

    /** Takes away tickets that wait for nothing, again and again; what is left over goes round in a circle. */
    private void checkCycles() {
        Map<ExternalId, Set<ExternalId>> waiting = new HashMap<>();
        for (Ticket ticket : result.tickets()) {
            Set<ExternalId> needs = new HashSet<>(ticket.dependencies());
            needs.retainAll(byId.keySet());
            waiting.put(ticket.externalId(), needs);
        }
        boolean progress = true;
        while (progress) {
            Set<ExternalId> free = new HashSet<>();
            waiting.forEach((id, needs) -> {
                if (needs.isEmpty()) {
                    free.add(id);
                }
            });
            progress = !free.isEmpty();
            free.forEach(waiting::remove);
            waiting.values().forEach(needs -> needs.removeAll(free));
        }
        waiting.keySet().stream()
                .sorted()
                .forEach(id -> broken("dependency_cycle", id, "waits for itself by way of others"));
    }

    private void checkNotes() {
        List<Note> notes = new ArrayList<>(result.risks());
        notes.addAll(result.openQuestions());
        if (result.risks().size() > NOTES_LIMIT || result.openQuestions().size() > NOTES_LIMIT) {
            broken("too_many_notes", null, "more than " + NOTES_LIMIT + " risks or open questions");
        }
        for (Note note : notes) {
            checkText(null, "note", note.text(), NOTE_LIMIT);
            for (ExternalId related : note.relatedExternalIds()) {
                if (!byId.containsKey(related)) {
                    broken("dangling_reference", related, "a note names a ticket that does not exist");
                }
            }
        }
    }

    private void checkRequirements() {
        if (result.requirements().size() > REQUIREMENTS_LIMIT) {
            broken("too_many_requirements", null, "more than " + REQUIREMENTS_LIMIT + " requirements");
        }
        Set<String> seen = new HashSet<>();
        for (Requirement requirement : result.requirements()) {
            if (!seen.add(requirement.requirementId())) {
                broken("duplicate_requirement", null, requirement.requirementId() + " is listed twice");
            }
            for (ExternalId id : requirement.coveredBy()) {
                if (!byId.containsKey(id)) {
                    broken(
                            "dangling_reference",
                            id,
                            requirement.requirementId() + " is covered by a ticket that does not exist");
                }
            }
        }
    }
}
