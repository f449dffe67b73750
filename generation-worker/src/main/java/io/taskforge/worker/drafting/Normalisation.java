package io.taskforge.worker.drafting;

import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.spec.Traceability;
import io.taskforge.model.ticket.Coverage;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketMetadata;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.check.Checks;
import io.taskforge.worker.check.Draft;
import io.taskforge.worker.check.Observation;
import io.taskforge.worker.check.SourceRefs;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.incremental.Numbering;
import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.plan.DraftingPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Gives drafts their ids and their final form, and computes what the result says about them. */
final class Normalisation {

    private static final int REFS_AT_MOST = 20;
    private static final int QUOTE_LIMIT = 500;
    private static final int COMPONENT_LIMIT = 100;
    private static final int FINDINGS_AT_MOST = 200;
    private static final int MESSAGE_LIMIT = 500;

    private final JobId job;
    private final TicketSpec request;
    private final SpecDocument spec;
    private final DraftingPlan plan;
    private final Checks checks;

    /** Requirements that the result lists; a reference to any other names its lines only. */
    private final Set<String> listed = new HashSet<>();

    private final Map<Integer, ExternalId> ids = new HashMap<>();
    private final Map<Integer, ExternalId> epicIds = new HashMap<>();

    Normalisation(JobId job, TicketSpec request, SpecDocument spec, DraftingPlan plan, Checks checks) {
        this.checks = checks;
        this.job = job;
        this.request = request;
        this.spec = spec;
        this.plan = plan;
        Requirements.listed(spec).forEach(number -> listed.add(Requirements.id(number)));
    }

    TicketsResult result(List<Draft> checked, Summary summary, DraftingRecord record, long durationMs, long queueMs) {
        return result(checked, summary, Sources.generation(record, durationMs, queueMs));
    }

    /**
     * The same of a drafting that is not done: what is missing is what was not reached yet, and no reader need be asked about it.
     *
     * @param checked at least one
     */
    TicketsResult partial(List<Draft> checked, Summary summary, DraftingRecord record, long durationMs, long queueMs) {
        return result(checked, summary, Sources.generation(record, durationMs, queueMs, true));
    }

    /** One draft alone, under an id that is its own until the result gives it another. */
    Ticket provisional(Draft draft, ExternalId id, DraftingRecord record) {
        ids.put(draft.position(), id);
        return ticket(draft, Summary.NONE, record.engine() == EngineUsed.MIXED);
    }

    private TicketsResult result(List<Draft> checked, Summary summary, Generation generation) {
        List<Draft> drafts = Order.of(checked);
        number(drafts);
        boolean mixed = generation.engine() == EngineUsed.MIXED;
        List<Ticket> tickets = new ArrayList<>();
        List<List<Integer>> covers = new ArrayList<>();
        Set<Integer> opened = new HashSet<>();
        for (Draft draft : drafts) {
            if (epicIds.containsKey(draft.epic()) && opened.add(draft.epic())) {
                tickets.add(epic(draft.epic(), drafts));
                covers.add(List.of());
            }
            tickets.add(ticket(draft, summary, mixed));
            covers.add(draft.outline().covers());
        }
        List<Requirement> requirements = Requirements.of(spec, Requirements.cited(tickets, covers));
        Coverage coverage = coverage(requirements, tickets, covers);
        List<Note> questions = new ArrayList<>(notes(summary.openQuestions()));
        languageMissed(generation.engine());
        if (!generation.partial()) {
            countMissed(drafts.size());
        }
        for (String id : generation.partial() ? List.<String>of() : coverage.uncovered()) {
            checks.note(Observation.warning("uncovered_requirement", 0, id + " is covered by no ticket."));
            questions.add(new Note("Which ticket should cover " + id + "?", null, List.of()));
        }
        return new TicketsResult(
                job,
                Sources.of(request, spec),
                tickets,
                notes(summary.risks()),
                questions.stream().limit(Summary.NOTES_AT_MOST).toList(),
                generation,
                requirements,
                coverage,
                findings());
    }

    /** The ids of the result that was made last. */
    Numbering numbering() {
        return new Numbering(ids, epicIds);
    }

    /** An epic is numbered right before the first of its tickets. */
    private void number(List<Draft> drafts) {
        int next = 1;
        for (Draft draft : drafts) {
            boolean inEpic = draft.epic() >= 0 && draft.epic() < plan.epics().size();
            if (inEpic && !epicIds.containsKey(draft.epic())) {
                epicIds.put(draft.epic(), new ExternalId(next++));
            }
            ids.put(draft.position(), new ExternalId(next++));
        }
    }

    private Ticket epic(int epic, List<Draft> drafts) {
        List<Draft> children =
                drafts.stream().filter(draft -> draft.epic() == epic).toList();
        boolean withRefs = request.options().traceability() != Traceability.NONE;
        return new Epics(spec, request.options().outputDetail(), withRefs)
                .ticket(epicIds.get(epic), plan.epics().get(epic), children);
    }

    private Ticket ticket(Draft draft, Summary summary, boolean mixed) {
        List<ExternalId> inferred = idsOf(draft.inferredNeeds());
        TicketMetadata metadata = new TicketMetadata(
                draft.component().isBlank() ? null : Script.first(draft.component(), COMPONENT_LIMIT),
                summary.milestones().get(draft.position()),
                draft.body().confidence(),
                mixed ? draft.body().draftedBy().name().toLowerCase(Locale.ROOT) : null,
                inferred.isEmpty() ? null : inferred);
        return new Ticket(
                ids.get(draft.position()),
                draft.outline().type(),
                draft.outline().title(),
                draft.body().about(),
                draft.body().checks(),
                draft.body().labels(),
                idsOf(draft.needs()),
                draft.body().points(),
                draft.body().priority(),
                epicIds.get(draft.epic()),
                metadata,
                new SourceRefs(spec.lines()).sound(refs(draft), draft.position(), checks));
    }

    private List<ExternalId> idsOf(Set<Integer> positions) {
        return positions.stream().map(ids::get).sorted().limit(REFS_AT_MOST).toList();
    }

    /** One reference for each statement; those that do not fit share the last. */
    private List<SourceRef> refs(Draft draft) {
        if (request.options().traceability() == Traceability.NONE) {
            return List.of();
        }
        List<Integer> covers = draft.outline().covers();
        boolean all = covers.size() <= REFS_AT_MOST;
        List<SourceRef> refs = new ArrayList<>();
        for (int number : covers.subList(0, all ? covers.size() : REFS_AT_MOST - 1)) {
            refs.add(ref(
                    Requirements.id(number), spec.statements().get(number - 1).lines()));
        }
        if (!all) {
            List<Statement> rest = covers.subList(REFS_AT_MOST - 1, covers.size()).stream()
                    .map(number -> spec.statements().get(number - 1))
                    .toList();
            int end = rest.stream()
                    .mapToInt(statement -> statement.lines().end())
                    .max()
                    .orElseThrow();
            refs.add(ref(null, new LineSpan(rest.getFirst().lines().start(), end)));
        }
        return refs;
    }

    private SourceRef ref(String id, LineSpan lines) {
        String requirement = id == null || listed.contains(id) ? id : null;
        String quote = null;
        if (request.options().traceability() == Traceability.QUOTES) {
            String words = String.join("\n", spec.lines().subList(lines.start() - 1, lines.end()))
                    .strip();
            quote = words.isEmpty() ? null : Script.first(words, QUOTE_LIMIT).strip();
        }
        return new SourceRef(requirement, lines.start(), lines.end(), quote);
    }

    private static Coverage coverage(List<Requirement> requirements, List<Ticket> tickets, List<List<Integer>> covers) {
        List<Requirement> inScope = requirements.stream()
                .filter(one -> one.kind() != Requirement.Kind.OUT_OF_SCOPE)
                .toList();
        List<String> uncovered = inScope.stream()
                .filter(one -> one.coveredBy().isEmpty())
                .map(Requirement::requirementId)
                .toList();
        int covered = inScope.size() - uncovered.size();
        Double ratio =
                inScope.isEmpty() ? null : Double.valueOf(Math.round(covered * 10_000.0 / inScope.size()) / 10_000.0);
        List<ExternalId> orphans = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            if (tickets.get(i).ticketType() != TicketType.EPIC && covers.get(i).isEmpty()) {
                orphans.add(tickets.get(i).externalId());
            }
        }
        return new Coverage(inScope.size(), covered, ratio, uncovered, orphans);
    }

    private void countMissed(int drafted) {
        Integer asked = request.options().ticketCount();
        if (asked != null && asked != drafted) {
            String why = drafted < plan.tickets()
                    ? "tickets that said the same were merged"
                    : "the specification states no more than that";
            checks.note(Observation.warning(
                    "ticket_count_not_met",
                    0,
                    asked + " tickets were asked for and " + drafted + " drafted: " + why + "."));
        }
    }

    /** The rules have the specification's own words and no others. */
    private void languageMissed(EngineUsed engine) {
        String asked = request.options().language();
        boolean other = asked != null
                && !primary(asked).equals(primary(spec.language()))
                && !spec.language().equals("und");
        if (other && engine != EngineUsed.MODEL) {
            checks.note(Observation.warning(
                    "language_not_met",
                    0,
                    "Drafts in “" + asked
                            + "” were asked for; what the rules drafted is in the specification's language, “"
                            + spec.language() + "”."));
        }
    }

    private static String primary(String tag) {
        return tag.replaceFirst("-.*$", "").toLowerCase(Locale.ROOT);
    }

    private List<Note> notes(List<Summary.Marked> marked) {
        return marked.stream()
                .map(note -> new Note(
                        note.text(),
                        note.severity(),
                        note.positions().stream()
                                .map(ids::get)
                                .filter(id -> id != null)
                                .sorted()
                                .toList()))
                .toList();
    }

    /** What readers should look at first, then what was mended, each in the order of the tickets. */
    private List<Finding> findings() {
        Stream<Finding> findings = checks.observations().stream()
                .distinct()
                .map(one -> new Finding(
                        one.code(),
                        one.severity(),
                        ids.get(one.position()),
                        Script.first(one.message(), MESSAGE_LIMIT),
                        one.repaired()));
        Comparator<Finding> bySeverity =
                Comparator.comparing(finding -> -finding.severity().ordinal());
        return findings.sorted(bySeverity).limit(FINDINGS_AT_MOST).toList();
    }
}
