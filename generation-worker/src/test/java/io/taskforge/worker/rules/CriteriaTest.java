package io.taskforge.worker.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.OutputDetail;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Strength;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriteriaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | A client may have at most 20 subscriptions. | At the limit: 20 subscriptions is accepted, anything beyond it is not.
            en | A locker code must expire after 24 hours. | Checked just before and just after 24 hours.
            en | Only operators may release a locker. | Whoever is not one of “operators” tries the same and is refused.
            en | Every credit must be approved before it is booked. | As long as it has not been done, this is refused: “it is booked”.
            en | The page must load within 2 seconds. | Measured repeatedly: even the slowest run keeps to 2 seconds.
            en | When a parcel is collected, the system must release the locker. | Unless this is so, nothing of it happens: “When a parcel is collected”.
            de | Bestellungen über 500 EUR müssen genehmigt werden. | Geprüft bei genau 500 EUR und knapp darüber.
            fr | La page doit se charger en moins de 2 secondes. | Mesuré plusieurs fois : même l'essai le plus lent respecte 2 secondes.
            es | Un socio puede reservar con 7 días de antelación como máximo. | Comprobado a ambos lados del límite: 7 días, todavía sí; más, no.
            pt | Os dados devem ser apagados depois de 5 anos. | Verificado dos dois lados do prazo: logo antes e logo depois de 5 anos.
            zh | 预订必须在2秒内确认。 | 多次测量：最慢的一次也不超过2秒。
            ja | 予約は2秒以内に確定されなければならない。 | 繰り返し測定し、最も遅い場合でも2秒を守る。
            """)
    void a_single_statement_is_checked_from_another_side_too(String language, String text, String check) {
        List<String> criteria = of(language, OutputDetail.STANDARD, text);
        assertTrue(criteria.contains(check), criteria.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It would be nice if the board could suggest a recipe.",
                "Fix: the list forgets allergies when a dish is edited.",
                "The planner must remind members 30 minutes before the deadline.",
                "The system must print a receipt.",
                "The controller must send its state once in 15 minutes.",
                "A parcel that is not collected within 7 days must be returned.",
                "Couriers must not open a full locker.",
                "Search books by title, author or subject.",
                "A recipient can let another person collect the parcel."
            })
    void nothing_is_derived_where_nothing_follows(String text) {
        assertEquals(1, of("en", OutputDetail.STANDARD, text).size());
    }

    @Test
    void a_verb_that_ends_like_an_adverb_is_the_one_that_is_conjugated() {
        assertEquals(
                List.of("The cable complies with the norms of the plant."),
                of("en", OutputDetail.STANDARD, "The cable must comply with the norms of the plant."));
    }

    @Test
    void a_reflexive_verb_is_no_condition() {
        assertEquals(
                1,
                of("pt", OutputDetail.STANDARD, "O estafeta deve ler o código antes de um armário se abrir.")
                        .size());
    }

    @Test
    void what_the_specification_states_itself_needs_nothing_derived() {
        Statement statement = statement(
                "A support agent must be able to propose a credit of at most 200 EUR.",
                List.of("A proposal names the invoice.", "A proposal above the limit is rejected."));
        List<String> criteria =
                new Criteria("en", OutputDetail.STANDARD).of(outline("Propose a credit"), List.of(statement));
        assertFalse(criteria.stream().anyMatch(one -> one.startsWith("At the limit")), criteria.toString());
        assertEquals(3, criteria.size());
    }

    @Test
    void what_a_semicolon_sets_apart_is_checked_apart() {
        assertEquals(
                List.of("Card numbers are not stored.", "The last four digits are enough."),
                of("en", OutputDetail.STANDARD, "Card numbers must never be stored; the last four digits are enough."));
    }

    @Test
    void a_fault_is_gone_when_it_no_longer_happens() {
        assertEquals(
                "This no longer happens: the list forgets allergies.",
                of("en", OutputDetail.BRIEF, "Fix: the list forgets allergies.").getFirst());
    }

    @Test
    void each_detail_gets_as_many_criteria_as_it_aims_at() {
        for (OutputDetail detail : OutputDetail.values()) {
            assertEquals(
                    detail.criteriaAimed(),
                    of("en", detail, "Only staff may cancel an order of at most 3 items within 2 days.")
                            .size());
        }
    }

    @Test
    void no_number_is_written_that_the_statement_does_not_have() {
        for (String text : List.of(
                "Only staff may cancel an order of more than 3 items.",
                "A code must expire after 24 hours.",
                "When 5 days have passed, the order must be closed.")) {
            String numbers = text.replaceAll("\\D+", " ").strip();
            for (String criterion : of("en", OutputDetail.STANDARD, text)) {
                String own = criterion.replaceAll("\\D+", " ").strip();
                assertTrue(own.isEmpty() || own.equals(numbers), criterion);
            }
        }
    }

    private static List<String> of(String language, OutputDetail detail, String text) {
        return new Criteria(language, detail).of(outline("Do it"), List.of(statement(text, List.of())));
    }

    private static TicketOutline outline(String title) {
        return new TicketOutline(TicketType.STORY, title, List.of(1));
    }

    private static Statement statement(String text, List<String> details) {
        return new Statement(1, StatementKind.REQUIREMENT, Strength.MUST, text, details, new LineSpan(4, 4), 0);
    }
}
