package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Note;
import io.taskforge.model.ticket.TicketsResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody has to decide is asked; what only looks like a contradiction is not. */
class OpenQuestionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A code must expire after 24 hours, counted from the delivery. | Codes must expire after 48 hours, counted from the delivery.
            The pickup page must load within 2 seconds. | The pickup page must load within 3 seconds.
            Couriers must not open a full locker. | Couriers can open a full locker.
            Only operators may release a locker by hand. | Support agents can release a locker by hand.
            Invoice records must be kept for 10 years. | Invoice records must be deleted after 24 months.
            A parcel photo must have at least 9 megapixels. | A parcel photo must have at most 5 megapixels.
            Protokolle der Ausgabe müssen 10 Jahre aufbewahrt werden. | Protokolle der Ausgabe müssen nach 2 Jahren gelöscht werden.
            Mechaniker dürfen keine Rechnungen sehen. | Mechaniker dürfen Rechnungen sehen.
            Les reçus scannés doivent être conservés pendant 5 ans. | Les reçus scannés doivent être conservés pendant 3 ans.
            Solo los gerentes pueden borrar las reservas antiguas. | Los socios pueden borrar las reservas antiguas.
            Os recibos digitais devem ser apagados depois de 30 dias. | Os recibos digitais devem ser apagados depois de 90 dias.
            系统必须在2秒内显示会议室列表。 | 系统必须在5秒内显示会议室列表。
            """)
    void two_statements_that_cannot_both_hold_are_asked_about(String one, String other) {
        TicketsResult result = draft(one, other);
        List<Note> questions = result.openQuestions();
        assertEquals(1, questions.size(), questions.toString());
        String text = questions.getFirst().text();
        assertTrue(text.contains(one.replaceFirst("[.。]$", "")), text);
        assertTrue(text.contains(other.replaceFirst("[.。]$", "")), text);
        assertTrue(text.contains("3") && text.contains("4"), text);
        assertEquals(2, questions.getFirst().relatedExternalIds().size(), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The pickup page must load within 2 seconds. | The search page must load within 3 seconds.
            Images of parcels must be at most 5 MB. | Videos of parcels must be at most 50 MB.
            Invoice records must be kept for 10 years. | Invoice records must be deleted after 11 years.
            Parcel photos must be kept for 30 days. | Parcel photos must be deleted after 30 days.
            Couriers must not open a full locker. | Couriers can open an empty locker.
            Only operators may release a locker by hand. | Operators can release a locker by hand.
            A locker code must have at least 6 digits. | A locker code must have at most 8 digits.
            The service must retry a failed message after 5 minutes. | The service must drop a failed message after 2 days.
            A code must expire after 24 hours. | A code must expire after 1 day.
            """)
    void what_can_both_hold_is_not_asked_about(String one, String other) {
        assertEquals(List.of(), draft(one, other).openQuestions());
    }

    @Test
    void variants_of_the_product_may_differ() {
        String text = """
                ## Free plan

                - A team must have at most 5 open projects.

                ## Business plan

                - A team must have at most 50 open projects.
                """;
        assertEquals(List.of(), Drafts.of(text).openQuestions());
    }

    @Test
    void contradicting_statements_stay_two_tickets() {
        TicketsResult result =
                draft("The pickup page must load within 2 seconds.", "The pickup page must load within 3 seconds.");
        assertEquals(2, result.tickets().size());
    }

    @Test
    void marks_in_running_text_are_asked_about_once() {
        String text = """
                # Lockers

                ## Background

                TODO: ask the courier about insurance.

                ## Requirements

                - The system must send a code.
                - The retention of photos is TBD.
                - Who may open a locker by force?

                ```
                TODO: not a question but code
                ```
                """;
        List<String> questions =
                Drafts.of(text).openQuestions().stream().map(Note::text).toList();
        assertEquals(3, questions.size(), questions.toString());
        assertTrue(questions.stream().anyMatch(one -> one.contains("insurance")), questions.toString());
    }

    @Test
    void a_question_below_a_requirement_names_its_ticket() {
        TicketsResult result = Drafts.of("""
                ## Requirements

                - The system must send a code to the recipient.
                  - Should a second code be possible?
                - The system must print a label.
                """);
        assertEquals(1, result.openQuestions().size());
        assertEquals(
                List.of(result.tickets().getFirst().externalId()),
                result.openQuestions().getFirst().relatedExternalIds());
    }

    private static TicketsResult draft(String one, String other) {
        return Drafts.of("A title", "## Requirements\n\n- " + one + "\n- " + other + "\n", GenerationOptions.DEFAULTS);
    }
}
