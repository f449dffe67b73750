package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.spec.Traceability;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Ticket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same specification again, with other options. */
class RegenerationOptionsTest {

    static Stream<Path> examples() {
        return Drafts.examples().stream();
    }

    @Test
    void another_level_of_detail_writes_every_ticket_anew_under_its_id() {
        Generations before = Generations.first(Generations.LEDGER);
        ExternalId statement = before.titled("yearly statement").externalId();

        Generations after = before.next(Generations.LEDGER, detailed(OutputDetail.BRIEF, null));

        assertEquals(before.sortedIds(), after.sortedIds());
        assertTrue(after.result().changes().changed().contains(statement));
        assertEquals(List.of(), Drafts.faults(after.result(), after.options()));
    }

    @Test
    void the_language_of_the_text_may_be_named_without_a_change() {
        Generations before = Generations.first(Generations.LEDGER);

        Generations after = before.next(Generations.LEDGER, detailed(null, "en"), Generations.UNREACHABLE);

        assertEquals(before.sortedIds(), after.result().changes().kept());
    }

    @Test
    void without_epics_their_tickets_stand_on_their_own_with_the_same_words() {
        Generations before = Generations.first(Generations.LEDGER);

        Generations after = before.next(
                Generations.LEDGER,
                new GenerationOptions(null, null, false, null, null, null, null, null, null, null, null, null),
                Generations.UNREACHABLE);

        assertEquals(2, after.result().changes().retired().size());
        for (Ticket ticket : after.result().tickets()) {
            assertNull(ticket.parentExternalId());
            assertEquals(before.ticket(ticket.externalId()).description(), ticket.description());
        }
    }

    @Test
    void without_dependencies_none_is_left() {
        String text = Generations.LEDGER + "- FR-6: The auditor must be able to sign the export, after FR-4.\n";
        Generations before = Generations.first(text);
        assertNotEquals(List.of(), before.titled("Sign").dependencies());

        Generations after = before.next(
                text,
                new GenerationOptions(
                        null, null, null, DependencyMode.NONE, null, null, null, null, null, null, null, null));

        after.result().tickets().forEach(ticket -> assertEquals(List.of(), ticket.dependencies()));
        assertTrue(after.result()
                .changes()
                .changed()
                .contains(before.titled("Sign").externalId()));
        assertFalse(after.findings().contains("dangling_dependency"));
    }

    @Test
    void labels_and_points_that_are_no_longer_allowed_go_and_the_words_stay() {
        Generations before = Generations.first(Generations.LEDGER);

        Generations after = before.next(
                Generations.LEDGER,
                new GenerationOptions(
                        null, null, null, null, null, null, null, null, null, List.of("ledger"), List.of(40), null),
                Generations.UNREACHABLE);

        for (Ticket ticket : after.result().tickets()) {
            assertTrue(List.of("ledger").containsAll(ticket.labels()), ticket.toString());
            assertTrue(ticket.storyPoints() == null || ticket.storyPoints() == 40, ticket.toString());
            assertEquals(before.ticket(ticket.externalId()).description(), ticket.description());
        }
        assertTrue(after.findings().contains("points_snapped"));
    }

    @Test
    void other_references_are_no_change() {
        Generations before = Generations.first(Generations.LEDGER);

        Generations after = before.next(
                Generations.LEDGER,
                new GenerationOptions(
                        null, null, null, null, null, Traceability.QUOTES, null, null, null, null, null, null),
                Generations.UNREACHABLE);

        assertEquals(before.sortedIds(), after.result().changes().kept());
        assertTrue(after.titled("Record").sourceRefs().getFirst().quote().contains("record an entry"));
    }

    @Test
    void under_a_full_cap_a_new_requirement_joins_the_ticket_that_it_is_closest_to() {
        GenerationOptions five = Drafts.counting(null, 5);
        Generations before = Generations.first(Generations.LEDGER, five);

        Generations after = before.next(Generations.LEDGER.replace(
                "## Exports", "- FR-9: The clerk must be able to reverse a batch of entries.\n\n## Exports"));

        assertEquals(List.of(), after.result().changes().added());
        assertTrue(after.ids().size() <= 5);
        assertEquals(List.of(), after.result().coverage().uncovered());
        assertEquals(List.of(), Drafts.faults(after.result(), five));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_lower_cap_gives_up_epics_and_then_tickets_and_loses_no_requirement(Path example) {
        Generations before = Generations.first(Drafts.text(example));
        for (int cap : new int[] {before.ids().size() - 1, 4, 1}) {
            GenerationOptions options = Drafts.counting(null, cap);

            Generations after = before.next(before.text(), options);

            assertEquals(List.of(), Drafts.faults(after.result(), options));
            assertEquals(List.of(), after.result().coverage().uncovered());
            assertTrue(before.ids().containsAll(after.ids()));
            assertTrue(after.findings().contains("tickets_dropped"));
        }
    }

    @Test
    void a_higher_target_splits_nothing_and_says_so() {
        Generations before = Generations.first(Generations.LEDGER, Drafts.counting(3, null));

        Generations after = before.next(Generations.LEDGER, Drafts.counting(5, null), Generations.UNREACHABLE);

        assertEquals(before.sortedIds(), after.result().changes().kept());
        assertTrue(after.finding("ticket_count_not_met").message().contains("neither split nor merged"));
    }

    private static GenerationOptions detailed(OutputDetail detail, String language) {
        return new GenerationOptions(null, null, null, null, detail, null, language, null, null, null, null, null);
    }

    private static final String SHELF = """
            # Shelf

            - The clerk must be able to record a delivery.
              - The driver gets a receipt for each pallet.
              - Damaged boxes are photographed before they are stored.
            - The system must show the stock of every shelf.
            """;

    private static GenerationOptions flat(Integer tickets) {
        return new GenerationOptions(tickets, null, false, null, null, null, null, null, null, null, null, null);
    }

    @Test
    void another_count_of_tickets_makes_no_statements_of_details_nor_details_of_statements() {
        Generations few = Generations.first(SHELF, flat(2));
        Generations many = Generations.first(SHELF, flat(4));
        assertEquals(List.of(2, 4), List.of(few.ids().size(), many.ids().size()));

        Generations fewStill = few.next(SHELF, flat(4), Generations.UNREACHABLE);
        Generations manyStill = many.next(SHELF, flat(2), Generations.UNREACHABLE);

        assertEquals(few.sortedIds(), fewStill.result().changes().kept());
        assertEquals(many.sortedIds(), manyStill.result().changes().kept());
        assertEquals(
                manyStill.sortedIds(),
                manyStill.next(SHELF, flat(null), Generations.UNREACHABLE).sortedIds());
    }

    @Test
    void a_detail_with_a_ticket_of_its_own_keeps_it_when_it_is_reworded() {
        Generations before = Generations.first(SHELF, flat(4));
        ExternalId photographed = before.titled("photographed").externalId();

        Generations after =
                before.next(SHELF.replace("before they are stored", "before anyone stores them"), before.options());

        assertEquals(List.of(photographed), after.result().changes().changed());
        assertEquals(3, after.result().changes().kept().size());
    }
}
