package io.taskforge.worker.ingest;

import static io.taskforge.worker.ingest.Specs.only;
import static io.taskforge.worker.ingest.Specs.read;
import static io.taskforge.worker.ingest.Specs.work;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {

    @Test
    void a_sentence_with_a_modal_verb_is_a_requirement_with_its_line() {
        Statement statement = only("# Title\n\nSome words first.\nThe system must store\nevery order.\n");
        assertEquals(StatementKind.REQUIREMENT, statement.kind());
        assertEquals(Strength.MUST, statement.strength());
        assertEquals("The system must store every order.", statement.text());
        assertEquals(new LineSpan(4, 5), statement.lines());
    }

    @Test
    void sub_bullets_belong_to_the_item_above_them() {
        Statement statement = only("## Features\n\n- Users can export reports\n  - as CSV\n  - as PDF\n");
        assertEquals(List.of("as CSV", "as PDF"), statement.details());
        assertEquals(new LineSpan(3, 5), statement.lines());
    }

    @Test
    void items_finish_the_sentence_that_leads_to_them() {
        List<Statement> statements = work("The system must:\n\n- import orders\n- reject files over 10 MB\n");
        assertEquals(
                List.of("The system must import orders", "The system must reject files over 10 MB"),
                statements.stream().map(Statement::text).toList());
    }

    @Test
    void fragments_are_details_of_the_sentence_that_lists_them() {
        Statement statement = only("The export must contain:\n- invoice number\n- amount\n- due date\n");
        assertEquals("The export must contain", statement.text());
        assertEquals(3, statement.details().size());
    }

    @Test
    void steps_on_lines_of_their_own_are_one_scenario() {
        Statement statement = only("Given a paused job\nWhen its time comes\nThen nothing is sent\n");
        assertEquals(StatementKind.SCENARIO, statement.kind());
        assertEquals(new LineSpan(1, 3), statement.lines());
    }

    @Test
    void steps_on_bullets_of_their_own_are_one_scenario() {
        Statement statement =
                only("## Requirements\n\n- Given a paused job\n- When its time comes\n- Then nothing is sent\n");
        assertEquals(StatementKind.SCENARIO, statement.kind());
    }

    @Test
    void rows_of_a_requirement_table_are_statements_and_other_cells_details() {
        List<Statement> statements = work("""
                ## Scope

                | ID | Requirement | Priority | Notes |
                |----|-------------|----------|-------|
                | R1 | The system must log in users. | Must | with SSO |
                | R2 | Export of data | Could | |
                """);
        assertEquals(2, statements.size());
        assertEquals("R1: The system must log in users.", statements.getFirst().text());
        assertEquals(List.of("Notes: with SSO"), statements.getFirst().details());
        assertEquals(Strength.MUST, statements.getFirst().strength());
        assertEquals(Strength.MAY, statements.getLast().strength());
        assertEquals(new LineSpan(5, 5), statements.getFirst().lines());
    }

    @Test
    void any_other_table_is_one_statement_with_its_rows_as_details() {
        Statement statement =
                only("## Limits\n\n| Limit | Value |\n|---|---|\n| Rate | 50 per second |\n| Size | 64 KiB |\n");
        assertEquals(List.of("Rate: 50 per second", "Size: 64 KiB"), statement.details());
    }

    @Test
    void endpoints_are_found_in_tables_and_lists() {
        List<Statement> statements = work("""
                ## API

                | Method | Path | Description |
                |---|---|---|
                | POST | /v1/runs | Create a run |

                - `GET /v1/runs/{id}` returns one run
                """);
        assertEquals(
                List.of(StatementKind.ENDPOINT, StatementKind.ENDPOINT),
                statements.stream().map(Statement::kind).toList());
    }

    @Test
    void a_heading_with_an_id_gathers_what_stands_below_it() {
        Statement statement = only("""
                # Product
                ## Stories
                ### US-1: Show invoices
                As an agent, I want to see all invoices, so that I can answer.

                Acceptance criteria:

                - Every invoice shows its number.
                """);
        assertEquals(StatementKind.USER_STORY, statement.kind());
        assertEquals("US-1: Show invoices", statement.text());
        assertEquals(2, statement.details().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Background",
                "Target users",
                "Personas",
                "Who it is for",
                "Alternatives considered",
                "References",
                "Changelog",
                "License",
                "Hintergrund",
                "Contexte",
                "Contexto",
                "背景",
                "Why now?",
                "Success metrics"
            })
    void what_only_introduces_is_no_work(String heading) {
        List<Statement> statements = work("# P\n\n## Requirements\n\n- The app must start.\n\n## " + heading
                + "\n\n- Users must wait today\n- Two of them\n");
        assertEquals(1, statements.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Non-goals",
                "Out of scope",
                "Nicht-Ziele",
                "Hors périmètre",
                "Fora do escopo",
                "Fuera de alcance",
                "非目标"
            })
    void what_is_ruled_out_is_listed_and_not_work(String heading) {
        SpecDocument spec = read("## Requirements\n\n- The app must start.\n\n## " + heading + "\n\n- A mobile app\n");
        assertEquals(1, spec.work().size());
        assertEquals(StatementKind.NON_GOAL, spec.statements().getLast().kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Open questions",
                "Offene Fragen",
                "Preguntas abiertas",
                "Perguntas em aberto",
                "Questions ouvertes",
                "Domande aperte"
            })
    void what_is_open_is_a_question(String heading) {
        SpecDocument spec = read("## Requirements\n\n- The app must start.\n\n## " + heading + "\n\n1. Who pays\n");
        assertEquals(StatementKind.QUESTION, spec.statements().getLast().kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The system must export data.",
                "Das System muss Daten exportieren und die Dateien mit einem Schlüssel sichern.",
                "Le système doit exporter les données pour les clients.",
                "El sistema debe exportar los datos de los clientes.",
                "O sistema deve exportar os dados para os clientes.",
                "Il sistema deve esportare i dati della società per le verifiche.",
                "Het systeem moet de gegevens van een klant exporteren.",
                "系统必须支持导出数据。",
                "システムはデータを出力しなければならない。",
                "Система должна экспортировать данные."
            })
    void duties_are_recognised_in_many_languages(String sentence) {
        assertEquals(Strength.MUST, only(sentence).strength());
    }

    @Test
    void code_front_matter_and_html_ask_for_nothing() {
        assertEquals(
                0,
                work("---\nrule: it must be so\n---\n\n```\nThe system must crash.\n```\n\n<div>You must not read</div>\n")
                        .size());
    }

    @Test
    void finished_items_ask_for_nothing_more() {
        assertEquals(
                "The app must start.",
                Shapes.bare(only("## Tasks\n\n- [ ] The app must start.\n- [x] The app must stop.\n")
                        .text()));
    }

    @Test
    void plain_text_without_markdown_has_sections_too() {
        SpecDocument spec = read(
                "Overview\n\nA shop.\n\nRequirements\n\nThe shop must open.\nThe shop must close.\n\nOut of scope\n\nPayments by cheque.\n");
        assertEquals(2, spec.work().size());
    }

    @Test
    void a_byte_order_mark_hides_nothing() {
        assertEquals(1, work("\uFEFF# T\n\nThe app must start.\n").size());
    }

    @Test
    void more_statements_than_a_result_lists_are_brought_together() {
        String text = "The system must do thing number one of many.\n\n".repeat(2_000);
        SpecDocument spec = read(text);
        assertTrue(spec.statements().size() <= SpecReader.STATEMENTS_AT_MOST);
        assertEquals(1, spec.statements().getFirst().lines().start());
    }

    @Test
    void statements_are_numbered_in_order_and_lie_within_the_text() {
        SpecDocument spec = read("# A\n\nIt must a.\n\n## B\n\n- It must b.\n- Should we c?\n");
        for (int i = 0; i < spec.statements().size(); i++) {
            Statement statement = spec.statements().get(i);
            assertEquals(i + 1, statement.number());
            assertTrue(statement.lines().end() <= spec.lines().size());
        }
    }
}
