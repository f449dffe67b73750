package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.only;
import static io.taskforge.worker.ingest.Specs.read;
import static io.taskforge.worker.ingest.Specs.texts;
import static io.taskforge.worker.ingest.Specs.work;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    @Test
    void a_row_of_a_csv_table_that_spans_lines_is_one_statement_with_its_lines() {
        List<Statement> work = work("""
                Priority,ID,Requirement
                High,R1,"The app must start,
                in ""two"" seconds"
                Low,R2,The app should stop
                """);
        assertEquals(
                "R1: The app must start, in \"two\" seconds", work.getFirst().text());
        assertEquals(new LineSpan(2, 3), work.getFirst().lines());
        assertEquals(new LineSpan(4, 4), work.getLast().lines());
        assertEquals(
                List.of(Strength.MUST, Strength.MAY),
                work.stream().map(Statement::strength).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void csv_is_recognised_by_any_of_its_separators(String separator) {
        String text =
                "id,requirementText,status\n1,The app starts,open\n2,The app stops,open\n".replace(",", separator);
        assertEquals(List.of("1: The app starts", "2: The app stops"), texts(work(text)));
    }

    @Test
    void lines_above_the_names_of_a_csv_tables_columns_are_no_requirements() {
        assertEquals(
                1,
                work("Anforderungen;;\n\nNr;Beschreibung;Prio\n1;Das System muss zählen;hoch\n")
                        .size());
    }

    @Test
    void rows_without_names_that_begin_with_ids_are_requirements() {
        String text = "REQ-1,The app starts at once,a\nREQ-2,The app stops at once,b\nREQ-3,The app prints labels,a\n";
        assertEquals(3, work(text).size());
    }

    @Test
    void rows_that_say_they_are_headings_or_ruled_out_ask_for_nothing() {
        SpecDocument spec = read("""
                id,type,text,priority
                1,Heading,Start and stop,
                2,Requirement,The app starts,must
                3,Requirement,The app flies,won't
                """);
        assertEquals(List.of("2: The app starts"), texts(spec.work()));
        assertEquals(StatementKind.NON_GOAL, spec.statements().getLast().kind());
    }

    @Test
    void a_quote_that_is_never_closed_swallows_nothing() {
        assertEquals(
                2, work("id,requirement\n1,\"The app starts\n2,The app stops\n").size());
    }

    @Test
    void prose_with_commas_is_no_table() {
        assertEquals(
                1,
                work("Requirements, such as they are, in short\n\nThe app must start, and then stop, on demand.\n")
                        .size());
    }

    private static final String RST = """
            =========
            Inventory
            =========

            :Author: Jane
            :Status: Draft

            Requirements
            ------------

            The system must store |unit| levels::

               the code must not count

            .. |unit| replace:: stock

            * Clerks must count items
              every week.

            .. list-table:: Limits
               :header-rows: 1

               * - ID
                 - Requirement
               * - R1
                 - The app must start
                   in 2 s.

            ====  ===================
            ID    Requirement
            ====  ===================
            R2    It must log in users
                  with SSO.
            ====  ===================

            +------+----------------+
            | ID   | Requirement    |
            +======+================+
            | R3   | It must print  |
            |      | labels.        |
            +------+----------------+

            .. note:: Labels must be yellow.

            .. code-block:: python

               you_must = "crash"

            Non-goals
            ~~~~~~~~~

            * A mobile app
            """;

    @Test
    void restructured_text_is_read_with_its_tables_and_without_its_code() {
        SpecDocument spec = read(RST);
        assertEquals(
                List.of(
                        "The system must store stock levels:",
                        "Clerks must count items every week.",
                        "R1: The app must start in 2 s.",
                        "R2: It must log in users with SSO.",
                        "R3: It must print labels.",
                        "Labels must be yellow."),
                texts(spec.work()));
        assertEquals(StatementKind.NON_GOAL, spec.statements().getLast().kind());
    }

    @Test
    void statements_of_restructured_text_stand_on_the_lines_of_the_text() {
        SpecDocument spec = read(RST);
        for (Statement statement : spec.statements()) {
            String lines = String.join(
                    "\n",
                    spec.lines()
                            .subList(
                                    statement.lines().start() - 1,
                                    statement.lines().end()));
            String last = Words.split(statement.text()).getLast();
            assertTrue(lines.contains(last), () -> statement + " is not in: " + lines);
        }
    }

    @Test
    void a_literal_block_parts_the_words_above_it_from_the_list_below() {
        List<Statement> work = work(
                ".. note:: x\n\nTitle\n~~~~~\n\nAn example::\n\n   code\n\n* The app must start.\n* The app must stop.\n");
        assertEquals(List.of("The app must start.", "The app must stop."), texts(work));
    }

    @Test
    void asciidoc_titles_lists_and_tables_are_read() {
        List<Statement> work = work("""
                = Product
                :toc:

                == Requirements

                * The app must start.
                ** within 2 s

                |===
                |ID |Requirement
                |R1 |The app must stop.
                |===

                ----
                code must go
                ----

                == License

                You must keep it.
                """);
        assertEquals(List.of("The app must start.", "R1: The app must stop."), texts(work));
    }

    @Test
    void html_that_fills_the_text_is_read_by_its_elements() {
        List<Statement> work = work("""
                <h1>Shop</h1>
                <h2>Requirements</h2>
                <ul>
                <li>The shop must open at 9 &amp; close.</li>
                </ul>
                <pre>
                you must not read
                </pre>
                <h2>License</h2>
                <p>You must keep this notice.</p>
                """);
        assertEquals(List.of("The shop must open at 9 & close."), texts(work));
    }

    @Test
    void the_plain_text_of_an_rfc_is_read_without_its_pages_and_contents() {
        List<Statement> work = work("""
                Network Working Group                                      D. Crocker

                Table of Contents

                   1. Rules ........................................................1

                1.  Rules

                   A client MUST send the header.  Servers MUST NOT reply before
                   the header is complete.

                   The server SHOULD:

                   o  close the connection

                   o  log the reason

                Crocker                 Standards Track                    [Page 1]

                RFC 9999                Testing Things                     June 2020

                2.  References

                   [1]  Someone, "You MUST NOT read", 2001.
                """);
        assertEquals(
                List.of(
                        "A client MUST send the header.",
                        "Servers MUST NOT reply before the header is complete.",
                        "The server SHOULD close the connection",
                        "The server SHOULD log the reason"),
                texts(work));
    }

    @Test
    void a_table_copied_from_a_page_has_tabulators_between_its_cells() {
        List<Statement> work = work("Scope\n\nID\tRequirement\n\nR1\tThe app must start.\nR2\tThe app must stop.\n");
        assertEquals(List.of("R1: The app must start.", "R2: The app must stop."), texts(work));
        assertEquals(new LineSpan(5, 5), work.getFirst().lines());
    }

    @Test
    void numbered_headings_of_plain_text_need_no_blank_line_below() {
        SpecDocument spec = read(
                "1. Goals and Non-Goals\n1.1 Non-Goals\n• A mobile app\n\n2. Features\n2.1 Start\n• Users can start the app\n• Users can stop it\n");
        assertEquals(2, spec.work().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"• ", "· ", "● ", "☐ ", "– ", "(1) ", "① "})
    void lists_have_many_marks(String mark) {
        String text = "# App\n\n## Features\n\n" + mark + "Users can log in\n" + mark + "Users can log out\n";
        assertEquals(List.of("Users can log in", "Users can log out"), texts(work(text)));
    }

    @Test
    void lines_about_the_document_above_it_are_no_requirements() {
        assertEquals(
                List.of("The app must start."),
                texts(work(
                        "Title: It must be so\nAuthor: You must know\n   her\nStatus: must\n\nThe app must start.\n")));
    }

    @Test
    void code_between_a_sentence_and_a_list_parts_them() {
        assertEquals(
                3,
                work("The app must be quick:\n\n```\nx\n```\n\n- Add a button\n- Remove a button\n")
                        .size());
    }

    @Test
    void the_only_statement_of_a_table_is_what_it_says() {
        assertEquals(
                "1: The app starts", only("id;requirement\n1;The app starts\n").text());
    }
}
