package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.read;
import static io.taskforge.worker.ingest.Specs.texts;
import static io.taskforge.worker.ingest.Specs.work;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications as they are after copying from a page: no hashes, no bullets, no fences. */
class UnmarkedTextTest {

    private static final String ENDING =
            "\n\nThe office must be able to close the calendar.\n\nIt is closed in winter.\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Booking Boats at the Pier and in the Harbour Office",
                "Feature 6: Boats for a whole day, and over night",
                "Journey 2 — a member brings a boat back too late",
                "Booking boats (for members and for guests of members)",
                "4. how booking works",
                "4a. Booking from a telephone",
                "3.2 Booking boats from a telephone"
            })
    void a_line_alone_that_looks_like_a_heading_is_one(String heading) {
        SpecDocument spec = read("Boat rental\n\nWe rent boats.\n\n" + heading + ENDING);
        assertEquals(heading, spec.sections().getLast().heading());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The pier opens at nine and closes when the last boat is back",
                "Members of the club see it first.",
                "A boat MUST be clean"
            })
    void a_line_alone_that_reads_like_a_sentence_is_none(String line) {
        SpecDocument spec = read("Boat rental\n\nWe rent boats.\n\n" + line + ENDING);
        assertEquals("Boat rental", spec.sections().getLast().heading());
    }

    @Test
    void a_short_line_may_stand_right_over_its_text() {
        SpecDocument spec = read("""
                Boat rental

                Winter prices
                The office lowers the price of every boat in winter, and writes the old one beside it.

                Boats are lifted out of
                the water in November, and come back in March if the ice is gone by then.

                The office must be able to close the calendar.
                """);
        assertEquals(
                List.of("", "Boat rental", "Winter prices"),
                spec.sections().stream().map(Section::heading).toList());
    }

    @Test
    void what_has_no_number_stands_in_the_chapter_before_it() {
        SpecDocument spec = read("""
                Boat rental

                1. Overview

                We rent boats.

                2. Requirements

                Booking

                • Members can book a boat by the hour

                3. Roadmap

                Year Two

                • Boats with an engine

                4. Contact

                The harbour office.
                """);
        assertEquals(List.of("Members can book a boat by the hour"), texts(spec.work()));
        assertEquals(
                List.of(0, 1, 2, 2, 3, 2, 3, 2),
                spec.sections().stream().map(Section::level).toList());
    }

    @Test
    void numbers_further_down_count_steps_and_not_chapters() {
        SpecDocument spec = read("""
                Boat rental

                About us

                We rent boats.

                About our boats

                They are made of wood.

                1. Booking

                Call the office.

                2. Paying

                Pay at the pier.

                3. Returning

                Ring the bell.

                Wishes of the members

                Members can pay by card.
                """);
        assertEquals(2, spec.sections().getLast().level());
    }

    @Test
    void a_field_that_comes_again_is_no_heading() {
        SpecDocument spec = read("""
                Boat rental

                Requirements

                Booking

                Priority: high

                • Members can book a boat by the hour

                Returning

                Priority: low

                • Members can bring a boat back at night
                """);
        assertEquals(
                List.of("", "Boat rental", "Requirements", "Booking", "Returning"),
                spec.sections().stream().map(Section::heading).toList());
    }

    @Test
    void paragraphs_that_go_on_counting_are_a_list_and_no_chapters() {
        SpecDocument spec = read("""
                Boat rental

                Requirements

                1. Book a boat by the hour

                2. Cancel a booking up to a day before

                3. Show which boats are out

                Contact

                The harbour office.
                """);
        assertEquals(
                List.of("Book a boat by the hour", "Cancel a booking up to a day before", "Show which boats are out"),
                texts(spec.work()));
    }

    @Test
    void a_column_of_numbers_makes_no_heading_of_the_first_row() {
        assertEquals(List.of("1: Book a boat by the hour", "2: Show which boats are out"), texts(work("""
                        Boat rental

                        Key features

                        #\tFeature\tWhy

                        1\tBook a boat by the hour\tNobody waits
                        2\tShow which boats are out\tThe office knows

                        Out of scope

                        • Boats with an engine
                        """)));
    }

    @Test
    void code_without_marks_around_it_asks_for_nothing_and_ends_nothing() {
        assertEquals(
                List.of(
                        "The server must answer within a second.",
                        "The server must send the list of boats.",
                        "The server must log each request."),
                texts(work("""
                        Boat rental API

                        Requests

                        The server must answer within a second.

                        Example:

                        GET /boats HTTP/1.1
                        Host: boats.example

                        The server must send the list of boats.

                        type Boat = {
                          name: string;
                          seats: number;
                        };

                        ┌────────┐   ┌───────┐
                        │ member │──►│ pier  │
                        └────────┘   └───────┘

                        The server must log each request.
                        """)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n\n"})
    void a_list_whose_bullets_were_taken_away_is_read_item_by_item(String between) {
        List<String> items =
                List.of("Book a boat by the hour", "Cancel a booking up to a day before", "Show which boats are out");
        assertEquals(
                items,
                texts(work("Boat rental\n\nWe rent boats.\n\nFeatures\n\n" + String.join(between, items)
                        + "\n\nContact\n\nThe harbour office.\n")));
    }

    @Test
    void an_address_is_no_list() {
        assertTrue(work("""
                Boat rental

                Harbour office
                Pier 3
                24103 Kiel

                We rent boats, and have done so for years.

                Nobody asks for anything here.
                """).isEmpty());
    }
}
