package io.taskforge.api.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.api.coverage.CoveredRequirement.Standing;
import io.taskforge.api.fixture.Drafts;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.Requirement.Kind;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketsResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecCoverageTest {

    private static final String TEXT = "# Ledger\n\nIt balances.\nIt is locked\nafter a year.\nNo currencies.\n";
    private static final ExternalId FIRST = new ExternalId(1);
    private static final ExternalId SECOND = new ExternalId(2);

    private static Requirement requirement(int number, Kind kind, int start, int end, ExternalId... coveredBy) {
        return new Requirement("REQ-" + number, "text " + number, kind, start, end, "f" + number, List.of(coveredBy));
    }

    private static TicketsResult result(List<Requirement> requirements, Ticket... tickets) {
        return Drafts.result(List.of(tickets), requirements);
    }

    private static Ticket citing(int number, SourceRef... refs) {
        return Drafts.ticket(number).citing(refs).made();
    }

    private static SourceRef ref(int start, int end) {
        return new SourceRef(null, start, end, null);
    }

    private static SpecLine line(SpecCoverage coverage, int number) {
        return coverage.lines().get(number - 1);
    }

    @Test
    void every_line_of_the_text_is_there_under_its_number() {
        SpecCoverage coverage = SpecCoverage.of(TEXT, result(List.of()));
        assertEquals(
                List.of("# Ledger", "", "It balances.", "It is locked", "after a year.", "No currencies.", ""),
                coverage.lines().stream().map(SpecLine::text).toList());
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6, 7),
                coverage.lines().stream().map(SpecLine::number).toList());
    }

    @Test
    void line_ends_of_other_systems_change_no_number() {
        TicketsResult result = result(List.of(), citing(1, ref(4, 5)));
        assertEquals(
                SpecCoverage.of(TEXT, result).lines(),
                SpecCoverage.of(TEXT.replace("\n", "\r\n"), result).lines());
    }

    @Test
    void a_line_names_the_tickets_that_cite_it() {
        SpecCoverage coverage = SpecCoverage.of(TEXT, result(List.of(), citing(1, ref(3, 4)), citing(2, ref(4, 5))));
        assertEquals(List.of(FIRST), line(coverage, 3).tickets());
        assertEquals(List.of(FIRST, SECOND), line(coverage, 4).tickets());
        assertEquals(List.of(SECOND), line(coverage, 5).tickets());
        assertFalse(line(coverage, 6).cited());
    }

    @Test
    void a_ticket_that_cites_a_line_twice_is_named_once() {
        SpecCoverage coverage = SpecCoverage.of(TEXT, result(List.of(), citing(1, ref(3, 5), ref(4, 4))));
        assertEquals(List.of(FIRST), line(coverage, 4).tickets());
    }

    @Test
    void a_ticket_has_its_lines_in_order_and_joined() {
        SpecCoverage coverage =
                SpecCoverage.of(TEXT, result(List.of(), citing(1, ref(6, 6), ref(2, 4), ref(3, 3), ref(1, 1))));
        assertEquals(List.of(new LineRange(1, 4), new LineRange(6, 6)), coverage.linesOf(FIRST));
    }

    @Test
    void a_reference_beyond_the_text_ends_with_it() {
        SpecCoverage coverage =
                SpecCoverage.of(TEXT, result(List.of(), citing(1, ref(6, 900)), citing(2, ref(-3, 2), ref(0, 0))));
        assertEquals(List.of(new LineRange(6, 7)), coverage.linesOf(FIRST));
        assertEquals(List.of(new LineRange(1, 2)), coverage.linesOf(SECOND));
    }

    @Test
    void a_reference_to_nothing_marks_nothing() {
        SpecCoverage coverage = SpecCoverage.of(TEXT, result(List.of(), citing(1, ref(8, 9), ref(5, 3))));
        assertEquals(List.of(), coverage.linesOf(FIRST));
        assertTrue(coverage.lines().stream().noneMatch(SpecLine::cited));
    }

    @Test
    void a_ticket_that_is_not_there_has_no_lines() {
        assertEquals(List.of(), SpecCoverage.of(TEXT, result(List.of())).linesOf(SECOND));
    }

    @Test
    void a_requirement_lies_on_all_its_lines_and_begins_on_the_first() {
        SpecCoverage coverage =
                SpecCoverage.of(TEXT, result(List.of(requirement(1, Kind.FUNCTIONAL, 4, 5, FIRST)), citing(1)));
        assertEquals(coverage.requirements(), line(coverage, 4).requirements());
        assertEquals(coverage.requirements(), line(coverage, 4).beginning());
        assertEquals(coverage.requirements(), line(coverage, 5).requirements());
        assertEquals(List.of(), line(coverage, 5).beginning());
        assertEquals(List.of(), line(coverage, 6).requirements());
    }

    @Test
    void a_line_says_whether_something_on_it_is_uncovered_or_out_of_scope() {
        SpecCoverage coverage = SpecCoverage.of(
                TEXT,
                result(
                        List.of(
                                requirement(1, Kind.FUNCTIONAL, 3, 3, FIRST),
                                requirement(2, Kind.CONSTRAINT, 4, 5),
                                requirement(3, Kind.OUT_OF_SCOPE, 6, 6)),
                        citing(1, ref(3, 3))));
        assertEquals(
                List.of(Standing.COVERED, Standing.UNCOVERED, Standing.OUT_OF_SCOPE),
                coverage.requirements().stream()
                        .map(CoveredRequirement::standing)
                        .toList());
        assertFalse(line(coverage, 3).uncovered());
        assertTrue(line(coverage, 5).uncovered());
        assertFalse(line(coverage, 6).uncovered());
        assertTrue(line(coverage, 6).outOfScope());
        assertFalse(line(coverage, 1).outOfScope());
    }

    @Test
    void an_erased_text_leaves_requirements_and_the_numbers_of_lines() {
        SpecCoverage coverage =
                SpecCoverage.ofErased(result(List.of(requirement(1, Kind.FUNCTIONAL, 3, 99)), citing(1, ref(4, 99))));
        assertEquals(List.of(), coverage.lines());
        assertEquals(
                Optional.of(new LineRange(3, Drafts.LINES)),
                coverage.requirements().getFirst().lines());
        assertEquals(List.of(new LineRange(4, Drafts.LINES)), coverage.linesOf(FIRST));
    }
}
