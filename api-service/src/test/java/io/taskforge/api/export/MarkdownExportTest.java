package io.taskforge.api.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.ticket.Changes;
import io.taskforge.model.ticket.TicketsResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownExportTest {

    /** The whole of it, so that a change of the rendering is seen, and its version raised. */
    private static final String PAGE = """
            # Ledger

            Billing in one place.

            2 tickets in 1 epic · 6 points · 1 of 2 requirements covered

            **Partial:** the job did not complete; these are the drafts that it left.

            ## Epic SPEC-1: Billing

            **epic**

            All that is billed.

            **Acceptance criteria**

            - [ ] Every ticket is done.

            ### SPEC-3: Show invoices

            **story** · 5 points · high priority

            An agent sees them.

            - newest first
            - with `due_date`

            **Acceptance criteria**

            - [ ] A table shows number and amount.
            - [ ] It is sorted.

            **Depends on:** SPEC-2 (inferred)

            **Labels:** billing, user\\_interface

            **Component:** Timeline

            **Milestone:** Beta

            **Source:** lines 3–5 (REQ-1), line 7

            ## Tickets without an epic

            ### SPEC-2: Choose a provider

            **spike** · 1 point · low priority

            Two are known.

            **Acceptance criteria**

            - [ ] One is chosen.

            **Source:** line 9: “Which provider, is open.”

            ## Coverage

            The tickets cover 1 of 2 requirements.

            Not covered:

            - REQ-2 (line 12): Refunds are shown.

            Tickets that cite no requirement: SPEC-2.

            ## Findings

            - **info** points\\_snapped, SPEC-3, repaired: 4 became 5.

            ## Risks

            - **high** Providers differ. (SPEC-2, SPEC-3)

            ## Open questions

            - Which currency?

            ## How this was drafted

            - **Engine:** rules
            - **Why not the model alone:** no model was asked
            - **Model:** rules
            - **Provider:** rules
            - **Seed:** 7
            - **Model calls:** 0
            - **Repair rounds:** 0
            - **Prompt tokens:** not counted
            - **Completion tokens:** not counted
            - **Finish reason:** stop
            - **Drafting took:** 12 ms, after 3 ms in the queue
            - **Job:** 019e4fae-f96a-78b2-be03-8633c38ea640
            - **SHA-256 of the specification:** abababababababababababababababababababababababababababababababab
            """;

    @Test
    void a_result_is_a_page() {
        assertEquals(PAGE, MarkdownExport.of(Results.whole()));
    }

    @Test
    void the_same_result_gives_the_same_page() {
        assertEquals(MarkdownExport.of(Results.ofFifty()), MarkdownExport.of(Results.ofFifty()));
    }

    @Test
    void fifty_tickets_stand_under_their_epics() {
        List<String> outline = ReadMarkdown.outline(MarkdownExport.of(Results.ofFifty()));

        assertEquals(1 + 50 + 4, outline.size(), outline::toString);
        assertEquals("2 Epic SPEC-1: Epic of 1", outline.get(1));
        assertEquals("3 SPEC-10: Ticket of 10", outline.get(2));
        assertEquals("2 Epic SPEC-5: Epic of 5", outline.get(1 + 4 * 10));
        assertEquals("2 Findings", outline.get(51));
    }

    @Test
    void tickets_without_any_epic_need_no_heading_that_says_so() {
        assertEquals(
                "2 Tickets",
                ReadMarkdown.outline(MarkdownExport.of(Results.of(Results.ticket(1, "A", "B"))))
                        .get(1));
    }

    @Test
    void a_ticket_of_an_epic_that_is_not_there_is_not_lost() {
        TicketsResult whole = Results.whole();
        TicketsResult withoutEpic = Results.of(whole.tickets().get(2));

        assertTrue(ReadMarkdown.outline(MarkdownExport.of(withoutEpic)).contains("3 SPEC-3: Show invoices"));
    }

    @Test
    void what_became_of_the_base_is_told() {
        TicketsResult whole = Results.whole();
        String page = MarkdownExport.of(new TicketsResult(
                whole.jobId(),
                whole.source(),
                whole.tickets(),
                whole.risks(),
                whole.openQuestions(),
                whole.generation(),
                whole.requirements(),
                whole.coverage(),
                whole.quality(),
                new Changes(
                        Results.JOB,
                        List.of(Results.id(1), Results.id(3)),
                        List.of(),
                        List.of(Results.id(2)),
                        List.of(),
                        Results.id(3))));

        assertTrue(page.contains("- **Kept:** SPEC-1, SPEC-3\n- **Added:** SPEC-2\n\n"), page);
    }

    @Test
    void titles_are_the_text_that_they_are() {
        String page = MarkdownExport.of(
                Results.titled(Results.NASTY, Results.NASTY, Results.ticket(1, Results.NASTY, "Plain.")));

        String text = Results.NASTY
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        String html = ReadMarkdown.html(page);
        assertTrue(html.contains("<h1>" + text + "</h1>\n<p>" + text + "</p>"), html);
        assertTrue(html.contains("<h3>SPEC-1: " + text + "</h3>"), html);
        assertFalse(html.contains("<script"), html);
        assertFalse(html.contains("<a "), html);
    }

    @Test
    void line_breaks_and_hidden_characters_start_nothing_of_their_own() {
        String page = MarkdownExport.of(Results.titled(
                "A\n# B\r\n\r\n## C\u2028## D",
                "one\n\n# two\n===",
                Results.ticket(1, "evil\u202Egnp.exe\u0007\t\u2066x", "Plain.")));

        List<String> outline = ReadMarkdown.outline(page);
        assertEquals("1 A # B ## C ## D", outline.get(0));
        assertEquals("2 Tickets", outline.get(1));
        assertEquals("3 SPEC-1: evil⟨U+202E⟩gnp.exe⟨U+0007⟩ ⟨U+2066⟩x", outline.get(2));
        assertTrue(ReadMarkdown.html(page).contains("<p># two\n===</p>"), page);
    }

    @Test
    void no_text_breaks_out_wherever_it_stands() {
        List<String> outline = ReadMarkdown.outline(
                MarkdownExport.of(Results.titled("T", "S", Results.ticket(1, "A", "B"), Results.ticket(2, "A", "B"))));
        NastyTexts.all().forEach(text -> {
            String page = MarkdownExport.of(
                    Results.titled("T", text, Results.ticket(1, "A", text), Results.ticket(2, "A", text)));

            assertEquals(outline, ReadMarkdown.outline(page), () -> text + "\n▶\n" + page);
            assertEquals(List.of(), ReadMarkdown.harmful(page), () -> text + "\n▶\n" + page);
        });
    }

    @Test
    void a_line_is_read_as_it_was_written() {
        NastyTexts.all().map(ShownText::line).filter(line -> !line.isEmpty()).forEach(line -> {
            String text = line.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
            assertEquals(
                    "<ul>\n<li>" + text + "</li>\n</ul>\n",
                    ReadMarkdown.html("- " + MarkdownText.line(line)),
                    () -> MarkdownText.line(line));
        });
    }

    @Test
    void what_an_older_result_does_not_say_is_left_out() {
        String page = MarkdownExport.of(Results.of(Results.ticket(1, "A", "B")));

        assertFalse(page.contains("null"), page);
        assertFalse(page.contains("## Coverage"), page);
        assertTrue(page.contains("## Risks\n\nNone.\n"), page);
    }
}
