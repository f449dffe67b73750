package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Changes;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Finding;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Requirement;
import io.taskforge.model.ticket.SourceRef;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One thing at a time happens to a specification that was drafted before. */
class RegenerationTest {

    static Stream<Path> examples() {
        return Drafts.examples().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void the_same_text_again_keeps_every_ticket_and_opens_no_engine(Path example) {
        Generations before = Generations.first(Drafts.text(example));

        Generations after = before.next(before.text(), before.options(), Generations.UNREACHABLE);

        assertEquals(before.tickets().toString(), after.tickets().toString());
        assertEquals(before.sortedIds(), after.result().changes().kept());
        assertEquals(before.result().coverage(), after.result().coverage());
        assertEquals(before.result().openQuestions(), after.result().openQuestions());
        assertEquals(before.result().risks(), after.result().risks());
        assertEquals(0, after.result().generation().modelCalls());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_section_on_top_moves_the_references_and_nothing_else(Path example) {
        Generations before = Generations.first(Drafts.text(example));

        Generations after = before.next(
                "## Meetings\n\nThe team met twice in spring.\n\n" + before.text(),
                before.options(),
                Generations.UNREACHABLE);

        assertEquals(before.sortedIds(), after.result().changes().kept());
        for (Ticket ticket : before.result().tickets()) {
            assertEquals(before.words(ticket.externalId()), after.words(ticket.externalId()));
            if (ticket.ticketType() != TicketType.EPIC) {
                assertEquals(moved(ticket, 4), after.ticket(ticket.externalId()).sourceRefs());
            }
        }
    }

    @Test
    void an_epic_cites_its_heading_wherever_that_has_moved() {
        Generations before = Generations.first(Generations.LEDGER);
        Ticket exports = epic(before, "Exports");

        Generations after = before.next("## History\n\n" + Generations.LEDGER);

        assertEquals(1, exports.sourceRefs().size());
        assertEquals(moved(exports, 2), after.ticket(exports.externalId()).sourceRefs());
    }

    private static List<SourceRef> moved(Ticket ticket, int lines) {
        return ticket.sourceRefs().stream()
                .map(ref ->
                        new SourceRef(ref.requirementId(), ref.startLine() + lines, ref.endLine() + lines, ref.quote()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void no_word_of_a_ticket_tells_where_its_lines_are(Path example) {
        String text = Drafts.text(example);

        Generations here = Generations.first(text);
        Generations there = Generations.first("\n".repeat(7) + text);

        here.ids().forEach(id -> assertEquals(here.words(id), there.words(id)));
    }

    @Test
    void a_reworded_requirement_changes_its_ticket_under_its_id_and_no_other() {
        Generations before = Generations.first(Generations.LEDGER);
        Ticket reverse = before.titled("Reverse");

        Generations after =
                before.next(Generations.LEDGER.replace("reverse an entry.", "reverse an entry of an open month."));

        Changes changes = after.result().changes();
        assertTrue(changes.changed().contains(reverse.externalId()));
        assertEquals(List.of(), changes.added());
        assertEquals(List.of(), changes.retired());
        assertTrue(after.ticket(reverse.externalId()).title().contains("open month"));
        assertTrue(changes.kept().contains(before.titled("Record").externalId()));
    }

    @Test
    void a_changed_detail_below_a_requirement_is_a_change_of_it() {
        Generations before = Generations.first(Generations.LEDGER);
        ExternalId statement = before.titled("yearly statement").externalId();

        Generations after = before.next(Generations.LEDGER.replace("at most 40 pages", "at most 60 pages"));

        assertTrue(after.result().changes().changed().contains(statement));
        assertTrue(after.words(statement).contains("60 pages"));
    }

    @Test
    void a_moved_requirement_is_the_same() {
        Generations before = Generations.first(Generations.LEDGER);
        String line = "- FR-2: The clerk must be able to reverse an entry.\n";

        Generations after =
                before.next(Generations.LEDGER.replace(line, "").replace("## Exports\n\n", "## Exports\n\n" + line));

        assertEquals(before.sortedIds(), after.result().changes().kept());
    }

    @Test
    void renumbered_requirements_are_the_same() {
        Generations before = Generations.first(Generations.LEDGER);

        Generations after =
                before.next(Generations.LEDGER.replace("FR-5", "FR-6").replace("FR-4", "FR-5"));

        assertEquals(before.sortedIds(), after.result().changes().kept());
    }

    @Test
    void a_renumbered_requirement_is_another_where_its_ticket_calls_it_by_the_old_number() {
        Generations first = Generations.first(Generations.LEDGER);
        ExternalId statement = first.titled("yearly statement").externalId();
        ExternalId record = first.titled("Record").externalId();
        Generations before = first.saying(statement, "This is FR-5.").saying(record, "Not FR-5.");

        Generations after = before.next(Generations.LEDGER.replace("FR-5", "FR-6"));

        assertTrue(after.result().changes().changed().contains(statement));
        assertFalse(after.words(statement).contains("FR-5"));
        assertTrue(after.result().changes().kept().contains(record));
    }

    @Test
    void a_new_requirement_gets_a_ticket_after_the_highest_id() {
        Generations before = Generations.first(Generations.LEDGER);
        int highest = before.ids().stream().mapToInt(ExternalId::number).max().orElseThrow();

        Generations after = before.next(Generations.LEDGER.replace(
                "## Exports", "- FR-9: The clerk must be able to attach a receipt.\n\n## Exports"));

        assertEquals(
                List.of(new ExternalId(highest + 1)), after.result().changes().added());
        assertEquals(highest + 1, after.titled("receipt").externalId().number());
        assertEquals(
                before.titled("Record").parentExternalId(),
                after.titled("receipt").parentExternalId());
    }

    @Test
    void a_deleted_requirement_retires_its_ticket_and_its_id() {
        Generations first = Generations.first(Generations.LEDGER);
        ExternalId last = first.titled("yearly statement").externalId();
        String without = Generations.LEDGER.substring(0, Generations.LEDGER.indexOf("- FR-5"));

        Generations second = first.next(without);
        Generations third = second.next(without + "- FR-5: The auditor must be able to lock a month.\n");
        Generations fourth = third.next(without);
        Generations fifth = fourth.next(without + "- FR-5: The auditor must be able to reopen a month.\n");

        assertEquals(List.of(last), second.result().changes().retired());
        assertEquals(last, second.result().changes().highestExternalId());
        assertEquals(last.number() + 1, third.titled("Lock").externalId().number());
        assertEquals(last.number() + 2, fifth.titled("Reopen").externalId().number());
    }

    @Test
    void a_dependency_on_a_retired_ticket_is_dropped_and_told() {
        String text = """
                # Runs

                - FR-1: The operator must be able to create a settlement run.
                - FR-2: The operator must be able to export a settlement run, after FR-1.
                """;
        Generations before = Generations.first(text);
        ExternalId export = before.titled("Export").externalId();
        assertEquals(
                List.of(before.titled("Create").externalId()),
                before.ticket(export).dependencies());

        Generations after =
                before.next(text.replace("- FR-1: The operator must be able to create a settlement run.\n", ""));

        assertEquals(List.of(export), after.result().changes().changed());
        assertEquals(List.of(), after.ticket(export).dependencies());
        assertEquals(before.ticket(export).description(), after.ticket(export).description());
        Finding finding = after.finding("dangling_dependency");
        assertEquals(export, finding.externalId());
        assertTrue(finding.repaired());
    }

    @Test
    void a_new_ticket_may_depend_on_one_that_is_kept() {
        String text = """
                # Runs

                - FR-1: The operator must be able to create a settlement run.
                """;
        Generations before = Generations.first(text);

        Generations after =
                before.next(text + "- FR-2: The operator must be able to export a settlement run, after FR-1.\n");

        assertEquals(
                List.of(before.titled("Create").externalId()),
                after.titled("Export").dependencies());
    }

    @Test
    void an_epic_whose_tickets_stand_is_kept_and_one_that_lost_a_ticket_is_written_anew() {
        Generations before = Generations.first(Generations.LEDGER);
        ExternalId entries = epic(before, "Entries").externalId();
        ExternalId exports = epic(before, "Exports").externalId();

        Generations after =
                before.next(Generations.LEDGER.replace("- FR-2: The clerk must be able to reverse an entry.\n", ""));

        assertTrue(after.result().changes().kept().contains(exports));
        assertTrue(after.result().changes().changed().contains(entries));
        assertFalse(after.ticket(entries).description().contains("Reverse"));
    }

    @Test
    void a_question_of_a_ticket_stays_with_it_and_a_question_of_the_text_goes_with_its_line() {
        String text = """
                # Ledger

                ## Entries

                - FR-1: The clerk must be able to record an entry.
                - FR-2: The clerk must be able to attach a receipt to an entry.
                  - which formats?

                ## Open questions

                - Who may record an entry on a holiday?
                """;
        Generations before = Generations.first(text);
        assertEquals(List.of("which formats?", "Who may record an entry on a holiday?"), before.questions());

        Generations after = before.next(text.substring(0, text.indexOf("## Open questions")));

        assertEquals(List.of("which formats?"), after.questions());
        assertEquals(List.of("which formats?"), after.next(after.text()).questions());
    }

    @Test
    void an_epic_without_tickets_is_retired() {
        Generations before = Generations.first(Generations.LEDGER);
        ExternalId exports = epic(before, "Exports").externalId();

        Generations after = before.next(Generations.LEDGER.substring(0, Generations.LEDGER.indexOf("## Exports")));

        assertTrue(after.result().changes().retired().contains(exports));
    }

    @Test
    void when_everything_is_deleted_one_spike_under_a_new_id_asks_for_requirements() {
        Generations before = Generations.first(Generations.LEDGER);

        Generations after = before.next("# Ledger\n\nA ledger is a book.\n");

        assertEquals(before.sortedIds(), after.result().changes().retired());
        assertEquals(before.ids().size() + 1, after.ids().getFirst().number());
        assertEquals(List.of(), Drafts.faults(after.result(), GenerationOptions.DEFAULTS));
    }

    @Test
    void a_spike_for_missing_requirements_is_kept_while_they_are_missing_and_retired_when_they_come() {
        Generations before = Generations.first("# Ledger\n\nA ledger is a book.\n");

        Generations still = before.next("# Ledger\n\nA ledger is an old book.\n");
        Generations then = still.next(Generations.LEDGER);

        assertEquals(before.ids(), still.result().changes().kept());
        assertEquals(before.ids(), then.result().changes().retired());
        assertFalse(then.ids().contains(before.ids().getFirst()));
        assertEquals(1.0, then.result().coverage().ratio());
    }

    @Test
    void an_unchanged_requirement_that_the_base_left_uncovered_is_left_so() {
        Generations before = Generations.first(Generations.LEDGER);
        Requirement uncovered = before.result().requirements().getFirst();
        Ticket gone = before.titled("Record");
        Generations lacking = before.without(gone.externalId());

        Generations after = lacking.next(Generations.LEDGER, lacking.options());

        assertEquals(
                List.of(uncovered.requirementId()), after.result().coverage().uncovered());
        assertTrue(after.findings().contains("uncovered_requirement"));
        assertEquals(List.of(), after.result().changes().added());
    }

    @Test
    void a_result_kept_whole_says_who_drafted_it() {
        Generations before = Generations.first(Generations.LEDGER);

        Generations after = before.next(Generations.LEDGER, before.options(), Generations.UNREACHABLE);

        assertEquals(EngineUsed.RULES, after.result().generation().engine());
        assertEquals(
                before.result().generation().engineReason(),
                after.result().generation().engineReason());
        assertNull(after.result().generation().promptTokens());
    }

    @Test
    void the_first_of_a_line_tells_of_no_changes() {
        assertNull(Generations.first(Generations.LEDGER).result().changes());
    }

    private static Ticket epic(Generations generation, String title) {
        return generation.result().tickets().stream()
                .filter(ticket -> ticket.ticketType() == TicketType.EPIC)
                .filter(ticket -> ticket.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no epic " + title + " in " + generation.titles()));
    }
}
