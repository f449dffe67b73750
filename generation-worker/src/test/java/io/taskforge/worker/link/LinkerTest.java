package io.taskforge.worker.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.model.spec.DependencyMode;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.SpecReader;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkerTest {

    @Test
    void an_id_behind_depends_on_is_followed() {
        assertEquals(
                List.of(new Link(1, 0, true)),
                links(
                        DependencyMode.EXPLICIT,
                        "FR-1: The app must log in users.",
                        "FR-2: The app must greet. Depends on FR-1."));
    }

    @Test
    void an_id_behind_blocks_points_the_other_way() {
        assertEquals(
                List.of(new Link(1, 0, true)),
                links(
                        DependencyMode.EXPLICIT,
                        "FR-1: The app must log in users. Blocks FR-2.",
                        "FR-2: The app must greet."));
    }

    @Test
    void an_id_that_is_only_mentioned_is_not_followed() {
        assertEquals(
                List.of(),
                links(
                        DependencyMode.EXPLICIT,
                        "FR-1: The app must log in users.",
                        "FR-2: The app must greet, unlike FR-1."));
    }

    @Test
    void an_event_that_another_ticket_brings_about_is_followed() {
        assertEquals(
                List.of(new Link(1, 0, true)),
                links(
                        DependencyMode.EXPLICIT,
                        "The clerk must be able to approve a purchase order.",
                        "The system must print labels once a purchase order is approved."));
    }

    @Test
    void a_place_behind_after_is_no_event() {
        assertEquals(
                List.of(),
                links(
                        DependencyMode.EXPLICIT,
                        "The type prefix must be short.",
                        "A colon must stand after the type prefix."));
    }

    @Test
    void who_makes_a_thing_comes_before_who_uses_it() {
        assertEquals(
                List.of(new Link(0, 1, true)),
                links(
                        DependencyMode.EXPLICIT,
                        "The system must export the reconciliation run as a report.",
                        "The system must create a reconciliation run."));
    }

    @Test
    void one_shared_noun_is_enough_only_when_inferring() {
        String[] texts = {"The system must import settlements.", "The system must match settlements to invoices."};
        assertEquals(List.of(), links(DependencyMode.EXPLICIT, texts));
        assertEquals(List.of(new Link(1, 0, false)), links(DependencyMode.INFERRED, texts));
    }

    @Test
    void what_is_posted_is_there_before_it_is_read() {
        assertEquals(
                List.of(new Link(0, 1, true)),
                links(DependencyMode.EXPLICIT, "GET /v1/runs/{id} returns a run", "POST /v1/runs creates a run"));
    }

    @Test
    void two_that_wait_for_each_other_are_linked_one_way_only() {
        assertEquals(
                1,
                links(DependencyMode.EXPLICIT, "FR-1: It must a. Depends on FR-2.", "FR-2: It must b. Depends on FR-1.")
                        .size());
    }

    @Test
    void nothing_is_linked_when_nobody_wants_it() {
        assertEquals(List.of(), links(DependencyMode.NONE, "FR-1: It must a.", "FR-2: It must b. Depends on FR-1."));
    }

    @Test
    void german_words_are_understood_too() {
        assertEquals(
                List.of(new Link(1, 0, true)),
                links(
                        DependencyMode.EXPLICIT,
                        "F-1: Das System muss zählen.",
                        "F-2: Das System muss drucken. Abhängig von F-1."));
    }

    private static List<Link> links(DependencyMode mode, String... statements) {
        String text = "## Requirements\n\n- " + String.join("\n- ", statements) + "\n";
        SpecDocument spec = new SpecReader().read(new TicketSpec("A title", text, GenerationOptions.DEFAULTS));
        assertEquals(statements.length, spec.work().size());
        List<TicketOutline> outlines = IntStream.range(0, statements.length)
                .mapToObj(i -> new TicketOutline(TicketType.STORY, title(statements[i]), List.of(i + 1)))
                .toList();
        return new Linker().links(spec, outlines, mode);
    }

    /** As the rules would write it, so far as linking looks at it. */
    private static String title(String statement) {
        return statement
                .replaceFirst("^\\w+-\\d: ", "")
                .replaceFirst("^(?:The system|The app|The clerk|It|Das System) (?:must be able to|must|muss) ", "")
                .replaceFirst("[.].*$", "");
    }
}
