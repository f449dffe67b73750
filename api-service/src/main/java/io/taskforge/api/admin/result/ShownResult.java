package io.taskforge.api.admin.result;

import io.quarkus.qute.RawString;
import io.taskforge.api.coverage.CoveredRequirement.Standing;
import io.taskforge.api.coverage.SpecCoverage;
import io.taskforge.api.export.ShownText;
import io.taskforge.api.graph.DependencySvg;
import io.taskforge.api.graph.EpicColours;
import io.taskforge.model.ticket.Coverage;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A result as its page shows it.
 *
 * @param title of the specification
 * @param summary in paragraphs
 * @param sums how much there is of everything, in words
 * @param graph which ticket waits for which; empty when none does
 * @param lines the specification; none when it was erased
 * @param requirements all that the tickets are held against
 * @param coverage empty when none was computed
 * @param facts how it was drafted
 */
record ShownResult(
        String title,
        List<String> summary,
        List<String> sums,
        List<EpicGroup> groups,
        int tickets,
        Optional<RawString> graph,
        List<ShownLine> lines,
        List<ShownRequirement> requirements,
        Optional<ShownCoverage> coverage,
        ShownFinding.Groups findings,
        List<ShownNote> risks,
        List<ShownNote> questions,
        Optional<ShownChanges> changes,
        List<Fact> facts) {

    /**
     * How much of the specification the tickets cover.
     *
     * @param required requirements in scope
     * @param ratio in words; empty when nothing is required
     * @param orphans tickets that cite no requirement
     */
    record ShownCoverage(
            int required,
            int covered,
            String ratio,
            List<ShownRequirement> uncovered,
            List<ShownRequirement> outside,
            List<TicketLink> orphans) {}

    /**
     * Takes milliseconds, for the longest results some dozens: not for an event loop.
     *
     * @param spec empty when it was erased
     */
    static ShownResult of(TicketsResult result, Optional<String> spec) {
        EpicColours colours = EpicColours.of(result);
        TicketLinks links = TicketLinks.of(result, colours);
        SpecCoverage coverage =
                spec.map(text -> SpecCoverage.of(text, result)).orElseGet(() -> SpecCoverage.ofErased(result));
        CitedLines cited = CitedLines.of(result, coverage.lines().size());
        List<ShownRequirement> requirements = requirements(coverage, links, spec.isEmpty());
        ShownFinding.Groups findings = ShownFinding.Groups.of(result.quality(), links);
        var maker = new TicketCard.Maker(
                links, cited, waiting(result), findingsOf(result, links), ShownChanges.words(result.changes()));
        return new ShownResult(
                ShownText.line(result.source().title()),
                ShownText.lines(result.source().summary())
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList(),
                sums(result),
                EpicGroup.of(result, maker),
                result.tickets().size(),
                waiting(result).isEmpty() ? Optional.empty() : Optional.of(new RawString(DependencySvg.of(result))),
                ShownLine.of(coverage, cited, links),
                requirements,
                Optional.ofNullable(result.coverage()).map(each -> coverage(each, requirements, links)),
                findings,
                ShownNote.of(result.risks(), links),
                ShownNote.of(result.openQuestions(), links),
                Optional.ofNullable(result.changes()).map(each -> ShownChanges.of(each, links)),
                Fact.of(result));
    }

    private static List<ShownRequirement> requirements(SpecCoverage coverage, TicketLinks links, boolean erased) {
        List<ShownRequirement> requirements = new ArrayList<>();
        for (int place = 0; place < coverage.requirements().size(); place++) {
            requirements.add(ShownRequirement.of(place, coverage.requirements().get(place), links, erased));
        }
        return requirements;
    }

    /** Those of the result that wait for each of its tickets. */
    private static Map<ExternalId, List<ExternalId>> waiting(TicketsResult result) {
        List<ExternalId> known =
                result.tickets().stream().map(Ticket::externalId).toList();
        Map<ExternalId, List<ExternalId>> waiting = new HashMap<>();
        for (Ticket ticket : result.tickets()) {
            ticket.dependencies().stream().filter(known::contains).forEach(need -> waiting.computeIfAbsent(
                            need, none -> new ArrayList<>())
                    .add(ticket.externalId()));
        }
        return waiting;
    }

    private static Map<ExternalId, List<ShownFinding>> findingsOf(TicketsResult result, TicketLinks links) {
        Map<ExternalId, List<ShownFinding>> findings = new HashMap<>();
        result.quality().stream().filter(each -> each.externalId() != null).forEach(each -> findings.computeIfAbsent(
                        each.externalId(), none -> new ArrayList<>())
                .add(ShownFinding.of(each, links)));
        return findings;
    }

    private static ShownCoverage coverage(Coverage coverage, List<ShownRequirement> requirements, TicketLinks links) {
        return new ShownCoverage(
                coverage.requirementCount(),
                coverage.coveredCount(),
                Objects.requireNonNullElse(Fact.percent(coverage.ratio()), ""),
                standing(requirements, Standing.UNCOVERED),
                standing(requirements, Standing.OUT_OF_SCOPE),
                links.to(coverage.orphanTickets()));
    }

    private static List<ShownRequirement> standing(List<ShownRequirement> requirements, Standing standing) {
        String words = ShownRequirement.words(standing);
        return requirements.stream()
                .filter(each -> each.standing().equals(words))
                .toList();
    }

    private static List<String> sums(TicketsResult result) {
        long epics = result.tickets().stream().filter(TicketCard::isEpic).count();
        int points = result.tickets().stream()
                .map(Ticket::storyPoints)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        return Stream.of(
                        counted(result.tickets().size() - epics, "ticket"),
                        epics == 0 ? "" : counted(epics, "epic"),
                        points == 0 ? "" : counted(points, "point"))
                .filter(sum -> !sum.isEmpty())
                .toList();
    }

    static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Whether there is a text to read beside the tickets. */
    public boolean readable() {
        return !lines.isEmpty();
    }
}
