package io.taskforge.worker.drafting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketType;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Statements made after one pattern, which as tickets of their own would differ in a word. */
class SiblingDraftsTest {

    private static final String MIXER = """
            # Mixer protocol

            ## Channels

            The mixer MUST offer a call for reading the level of a bus.

            The mixer MUST offer a call for writing the level of a bus.

            The mixer SHOULD offer a call for muting the level of a bus.

            Meters MUST be sent ten times a second.

            ## Scenes

            A scene MUST be stored under a name that the operator chooses.
            """;

    @Test
    void share_a_ticket_that_lists_each_of_them() {
        List<Ticket> work = work(MIXER, null);
        assertEquals(
                List.of(
                        "Offer a call for reading, writing and muting the level of a bus",
                        "Send meters ten times a second",
                        "Store a scene under a name that the operator chooses"),
                work.stream().map(Ticket::title).toList());
        assertEquals(
                List.of(
                        "The mixer offers a call for reading the level of a bus.",
                        "The mixer offers a call for writing the level of a bus.",
                        "The mixer offers a call for muting the level of a bus."),
                work.getFirst().acceptanceCriteria());
        assertEquals(3, work.getFirst().sourceRefs().size());
    }

    @Test
    void are_told_apart_by_their_titles_where_so_many_tickets_are_asked_for() {
        List<Ticket> work = work(MIXER, 5);
        assertEquals(5, work.size());
        assertEquals(5, new HashSet<>(work.stream().map(Ticket::title).toList()).size());
        assertTrue(IntStream.range(0, 3).allMatch(i -> work.get(i)
                .title()
                .contains(List.of("reading", "writing", "muting").get(i))));
    }

    @Test
    void stay_apart_where_a_number_or_a_not_tells_what_each_wants() {
        List<Ticket> work = work("""
                # Mixer protocol

                A controller MUST answer a request for the scene list within 2 seconds.

                A controller MUST answer a request for the channel list within 3 seconds.

                A controller MUST NOT answer a request for the channel list of others.
                """, null);
        assertEquals(3, work.size(), () -> work.toString());
    }

    @Test
    void are_not_told_by_the_few_words_that_requirements_begin_with() {
        List<Ticket> work = work("""
                # Shop

                ## Requirements

                - Users must be able to import customers from CSV.
                - Users must be able to export customers as CSV.
                - Users must be able to delete customers for good.
                """, null);
        assertEquals(3, work.size(), () -> work.toString());
    }

    private static List<Ticket> work(String text, Integer count) {
        return Drafts.of(
                        "Mixer",
                        text,
                        new GenerationOptions(count, null, null, null, null, null, null, null, null, null, null, null))
                .tickets()
                .stream()
                .filter(ticket -> ticket.ticketType() != TicketType.EPIC)
                .toList();
    }
}
