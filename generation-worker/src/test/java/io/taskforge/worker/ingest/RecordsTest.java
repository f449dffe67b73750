package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.texts;
import static io.taskforge.worker.ingest.Specs.work;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to a document rather than to a product, though it stands among requirements. */
class RecordsTest {

    private static final String ASKED = "- Drivers can book a place for up to 8 hours.\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What's new in 1.3",
                "Release notes",
                "Change log",
                "Version 1.2.0 (2024-03-01)",
                "[1.2.0] - 2024-03-01",
                "Unreleased",
                "User personas: commuter Anna",
                "Open source licenses",
                "Third-party notices",
                "Copyright notice",
                "User characteristics",
                "Core principles",
                "Known limitations",
                "Not used (on purpose)"
            })
    void nothing_below_such_a_heading_is_work(String heading) {
        assertEquals(
                List.of("Drivers can book a place for up to 8 hours."),
                texts(work(
                        "# Parking\n\n## Requirements\n\n" + ASKED + "\n### " + heading + "\n\n- Add a dark mode\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Publish the release notes to all subscribers",
                "Version history",
                "User profiles",
                "License keys"
            })
    void a_part_of_the_product_with_such_a_name_is(String heading) {
        assertEquals(
                List.of("Drivers can book a place for up to 8 hours.", "Add a dark mode"),
                texts(work(
                        "# Parking\n\n## Requirements\n\n" + ASKED + "\n### " + heading + "\n\n- Add a dark mode\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| Version | Date | Author | Description |",
                "| Date | Author | Changes | Reason |",
                "| Persona | Goals | Frustrations | Age |",
                "| Term | Definition | Source | See |",
                "| Risk | Likelihood | Impact | Mitigation |",
                "| Begriff | Bedeutung | Quelle | Stand |"
            })
    void rows_below_such_a_header_are_no_work(String header) {
        assertEquals(
                List.of("Drivers can book a place for up to 8 hours."),
                texts(work("# Parking\n\n## Requirements\n\n" + ASKED + "\n" + header
                        + "\n|---|---|---|---|\n| 1.0 | Add payment | must | Remove coupons |\n")));
    }

    @Test
    void a_table_of_what_personas_want_is_work() {
        assertEquals(
                2,
                work("# Parking\n\n## Requirements\n\n" + ASKED
                                + "\n| Persona | Story | Priority |\n|---|---|---|\n| Anna | Find a free place on the map | High |\n")
                        .size());
    }

    @Test
    void the_words_of_a_licence_are_no_work_under_any_heading() {
        assertEquals(
                List.of("Drivers can book a place for up to 8 hours."),
                texts(
                        work(
                                "# Parking\n\n## Requirements\n\n" + ASKED
                                        + "\n### License\n\nThis project is licensed under the MIT License. You must include this notice.\n\n"
                                        + "Permission is hereby granted to any person. The notice shall be included in all copies.\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Please see the section on transport.",
                "See also: error codes.",
                "Refer to the appendix for details."
            })
    void a_reader_sent_elsewhere_has_nothing_to_build(String pointer) {
        assertEquals(
                List.of("Drivers can book a place for up to 8 hours."),
                texts(work("# Parking\n\n## Requirements\n\n" + ASKED + "\n" + pointer + "\n")));
    }

    @Test
    void a_user_who_wants_to_see_something_is_not_sent_elsewhere() {
        assertEquals(
                2,
                work("# Parking\n\n## Requirements\n\n" + ASKED + "- See all own bookings\n")
                        .size());
    }

    @Test
    void names_in_a_table_that_look_like_ids_ask_for_nothing_in_a_text_that_binds_by_capitals() {
        List<Statement> work = work("""
                # Lamp protocol

                The key words MUST and SHOULD are to be read as in RFC 2119.

                ## Colours

                A lamp MUST accept the colours below.
                A lamp MUST ignore other colours.
                A lamp SHOULD fade between colours.

                The colours are:

                | Code | Shade |
                |---|---|
                | RG12 | red and green in equal parts |
                | RG24 | twice as much green as red |
                | BL40 | blue with a trace of white |
                """);
        assertEquals(
                List.of(
                        "A lamp MUST accept the colours below.",
                        "A lamp MUST ignore other colours.",
                        "A lamp SHOULD fade between colours."),
                texts(work));
        assertEquals(3, work.getLast().details().size());
    }
}
