package io.taskforge.model.ticket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.job.JobId;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Generation.FinishReason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TicketRulesTest {

    private static final JobId JOB =
            JobId.parse("019e4fae-f96a-78b2-be03-8633c38ea640").orElseThrow();

    @Test
    void a_sound_result_breaks_no_rule() {
        assertEquals(List.of(), codes(result(epic(1), ticket(2, 1), ticket(3, 1, 2))));
    }

    @Test
    void an_empty_result_is_refused() {
        assertEquals(List.of("no_tickets"), codes(result()));
    }

    @Test
    void more_tickets_than_allowed_are_refused() {
        TicketsResult result = result(ticket(1, 0), ticket(2, 0), ticket(3, 0));
        assertEquals(
                List.of("too_many_tickets"),
                TicketRules.broken(result, 2).stream()
                        .map(TicketRules.Violation::code)
                        .toList());
    }

    @Test
    void two_tickets_of_one_id_are_refused() {
        assertEquals(List.of("duplicate_external_id"), codes(result(ticket(1, 0), ticket(1, 0))));
    }

    @Test
    void a_dependency_that_leads_nowhere_is_refused() {
        assertEquals(List.of("dangling_dependency"), codes(result(ticket(1, 0, 9))));
    }

    @Test
    void a_dependency_on_itself_is_refused() {
        assertEquals(List.of("self_dependency", "dependency_cycle"), codes(result(ticket(1, 0, 1))));
    }

    @Test
    void a_circle_is_refused_for_everyone_in_it() {
        assertEquals(
                List.of("dependency_cycle", "dependency_cycle", "dependency_cycle"),
                codes(result(ticket(1, 0, 2), ticket(2, 0, 3), ticket(3, 0, 1), ticket(4, 0))));
    }

    @Test
    void a_dependency_on_the_own_epic_is_refused() {
        assertEquals(List.of("depends_on_ancestor"), codes(result(epic(1), ticket(2, 1, 1))));
    }

    @Test
    void a_parent_that_is_missing_or_no_epic_is_refused() {
        assertEquals(List.of("dangling_parent"), codes(result(ticket(1, 7))));
        assertEquals(List.of("parent_not_epic"), codes(result(ticket(1, 0), ticket(2, 1))));
    }

    @Test
    void an_epic_without_tickets_or_below_another_is_refused() {
        assertEquals(List.of("epic_childless"), codes(result(epic(1), ticket(2, 0))));
        Ticket nested = changed(epic(2), TicketType.EPIC, List.of("It is done."), "An epic", 1);
        assertEquals(List.of("epic_nested"), codes(result(epic(1), nested, ticket(3, 2))));
    }

    @Test
    void criteria_are_one_to_eight_and_never_empty() {
        List<String> nine =
                IntStream.range(0, 9).mapToObj(i -> "It holds for " + i + ".").toList();
        assertEquals(
                List.of("criteria_count"),
                codes(result(changed(ticket(1, 0), TicketType.TASK, List.of(), "Title", 0))));
        assertEquals(
                List.of("criteria_count"), codes(result(changed(ticket(1, 0), TicketType.TASK, nine, "Title", 0))));
        assertEquals(
                List.of("blank_text"), codes(result(changed(ticket(1, 0), TicketType.TASK, List.of(" "), "Title", 0))));
    }

    @Test
    void lengths_count_code_points() {
        String emoji = "\uD83D\uDE00".repeat(200);
        assertEquals(List.of(), codes(result(changed(ticket(1, 0), TicketType.TASK, List.of("It holds."), emoji, 0))));
        assertEquals(
                List.of("text_too_long"),
                codes(result(changed(ticket(1, 0), TicketType.TASK, List.of("It holds."), emoji + "x", 0))));
    }

    @Test
    void points_are_one_to_a_hundred() {
        Ticket ticket = ticket(1, 0);
        Ticket wrong = new Ticket(
                ticket.externalId(),
                ticket.ticketType(),
                ticket.title(),
                ticket.description(),
                ticket.acceptanceCriteria(),
                List.of(),
                List.of(),
                101,
                null,
                null,
                ticket.metadata(),
                List.of());
        assertEquals(List.of("story_points_range"), codes(result(wrong)));
    }

    @Test
    void source_references_stay_within_the_specification() {
        Ticket ticket = ticket(1, 0);
        Ticket wrong = new Ticket(
                ticket.externalId(),
                ticket.ticketType(),
                ticket.title(),
                ticket.description(),
                ticket.acceptanceCriteria(),
                List.of(),
                List.of(),
                1,
                null,
                null,
                ticket.metadata(),
                List.of(new SourceRef(null, 4, 11, null), new SourceRef("REQ-5", 1, 1, null)));
        assertEquals(List.of("bad_source_ref", "bad_source_ref"), codes(result(wrong)));
    }

    @Test
    void notes_name_only_tickets_that_are_there() {
        TicketsResult sound = result(ticket(1, 0));
        TicketsResult wrong = new TicketsResult(
                JOB,
                sound.source(),
                sound.tickets(),
                List.of(new Note("It may fail.", Note.Severity.LOW, List.of(new ExternalId(8)))),
                List.of(),
                sound.generation(),
                List.of(),
                sound.coverage(),
                List.of());
        assertEquals(List.of("dangling_reference"), codes(wrong));
    }

    private static List<String> codes(TicketsResult result) {
        return TicketRules.broken(result, 50).stream()
                .map(TicketRules.Violation::code)
                .toList();
    }

    private static Ticket epic(int number) {
        return changed(ticket(number, 0), TicketType.EPIC, List.of("It is done."), "An epic", 0);
    }

    private static Ticket ticket(int number, int parent, int... needs) {
        return new Ticket(
                new ExternalId(number),
                TicketType.TASK,
                "Do thing " + number,
                "What to do.",
                List.of("It holds."),
                List.of("api"),
                IntStream.of(needs).mapToObj(ExternalId::new).toList(),
                3,
                Priority.MEDIUM,
                parent == 0 ? null : new ExternalId(parent),
                new TicketMetadata(null, null, 0.5, null, null),
                List.of(new SourceRef(null, 1, 10, null)));
    }

    private static Ticket changed(Ticket ticket, TicketType type, List<String> criteria, String title, int parent) {
        return new Ticket(
                ticket.externalId(),
                type,
                title,
                ticket.description(),
                criteria,
                ticket.labels(),
                ticket.dependencies(),
                ticket.storyPoints(),
                ticket.priority(),
                parent == 0 ? null : new ExternalId(parent),
                ticket.metadata(),
                ticket.sourceRefs());
    }

    private static TicketsResult result(Ticket... tickets) {
        return new TicketsResult(
                JOB,
                new Source("A title", "A summary.", "0".repeat(64), 10),
                List.of(tickets),
                List.of(),
                List.of(),
                new Generation(
                        "rules",
                        1,
                        null,
                        null,
                        FinishReason.STOP,
                        "rules",
                        null,
                        null,
                        null,
                        0,
                        0,
                        0,
                        false,
                        EngineUsed.RULES,
                        "asked for"),
                List.of(),
                new Coverage(0, 0, null, List.of(), List.of()),
                List.of());
    }
}
