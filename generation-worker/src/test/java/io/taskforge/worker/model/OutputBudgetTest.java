package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code options.budget.max_output_tokens}: a hard stop over the whole job. */
class OutputBudgetTest {

    /** 240 characters, which the fake counts as 60 tokens. */
    private static final String OUTLINE = padded(
            "{\"items\":[{\"covers\":[1],\"kind\":\"task\",\"title\":\"Register loans\"},{\"covers\":[2],\"kind\":\"task\","
                    + "\"title\":\"Print receipts\"},{\"covers\":[3],\"kind\":\"story\",\"title\":\"Extend loans\"}]}",
            240);

    /** 320 characters, which the fake counts as 80 tokens. */
    private static final String BODY = padded(
            "{\"about\":\"Loans of books are registered for readers.\",\"checks\":[\"A registered loan names its reader.\","
                    + "\"A receipt is printed for each loan.\"],\"labels\":[],\"points\":3,\"priority\":\"high\",\"question\":\"\"}",
            320);

    private static final int ALL_TICKETS = 60 + 3 * 80;

    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void no_call_may_write_more_than_is_left() {
        sayWell();
        draft(Jobs.budgeted(3, 420));
        List<Integer> allowed = Jobs.requests(fake).stream()
                .map(r -> r.path("options").path("num_predict").asInt())
                .toList();
        assertEquals(List.of(220, 360, 280, 200, 120), allowed);
    }

    @Test
    void a_budget_used_up_before_the_last_ticket_ends_the_job_by_name() {
        fake.next(say(OUTLINE), say(padded(BODY, 4 * 180)));
        List<JobProgress> heard = new ArrayList<>();
        GenerationOptions options = Jobs.budgeted(3, 256);
        DraftingFailure failure = assertThrows(
                DraftingFailure.class, () -> Jobs.draft(Settings.of(fake.url()), Jobs.LIBRARY, options, heard::add));
        assertEquals(Code.BUDGET_EXHAUSTED, failure.code());
        assertFalse(failure.code().retryable());
        assertTrue(failure.getMessage().contains("max_output_tokens"), failure.getMessage());
        assertEquals(1, heard.getLast().ticketsDrafted());
        assertEquals(2, fake.chats().size());
    }

    @Test
    void a_last_ticket_that_the_budget_cuts_is_not_the_rules() {
        String half = BODY.substring(0, BODY.indexOf("\"checks\""));
        fake.next(say(OUTLINE), say(BODY), say(other("receipts")), new Behaviour.Say(padded(half, 4 * 100), "length"));
        DraftingFailure failure =
                assertThrows(DraftingFailure.class, () -> draft(Jobs.budgeted(3, 60 + 80 + 80 + 100)));
        assertEquals(Code.BUDGET_EXHAUSTED, failure.code());
        assertEquals(4, fake.chats().size());
    }

    @Test
    void what_tickets_can_do_without_is_left_out_and_told() {
        sayWell();
        TicketsResult result = draft(Jobs.budgeted(3, ALL_TICKETS + 20));
        assertEquals(EngineUsed.MODEL, result.generation().engine());
        assertEquals(4, fake.chats().size());
        assertTrue(result.quality().stream()
                .anyMatch(f ->
                        f.code().equals("budget_exhausted") && f.message().contains("before the summary was written")));
    }

    @Test
    void a_budget_that_is_not_used_up_is_not_spoken_of() {
        sayWell();
        TicketsResult result = draft(Jobs.budgeted(3, 2_000));
        assertEquals(5, fake.chats().size());
        assertFalse(Jobs.codes(result).contains("budget_exhausted"));
        assertTrue(result.generation().completionTokens() <= 2_000);
    }

    @Test
    void tokens_that_the_server_does_not_count_are_estimated() {
        fake.always(Behaviour.parse("no-metrics"));
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> draft(Jobs.budgeted(3, 256)));
        assertEquals(Code.BUDGET_EXHAUSTED, failure.code());
    }

    @Test
    void an_answer_that_cannot_be_read_counts_as_all_that_it_was_allowed() {
        fake.next(say(OUTLINE), Behaviour.parse("garbage"));
        // The unreadable answer takes what is left.
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> draft(Jobs.budgeted(3, 400)));
        assertEquals(Code.BUDGET_EXHAUSTED, failure.code());
        assertEquals(2, fake.chats().size());
    }

    private void sayWell() {
        fake.next(say(OUTLINE), say(BODY), say(other("receipts")), say(other("renewals")));
    }

    private static String other(String about) {
        String body = BODY.strip()
                .replace("Loans of books are", "All " + about + " are")
                .replace("A registered loan names", "Each of the " + about + " names")
                .replace("A receipt is printed for each loan.", "The list of " + about + " is shown.");
        return padded(body, 320);
    }

    private static Behaviour say(String words) {
        return new Behaviour.Say(words, "stop");
    }

    private static String padded(String text, int length) {
        return text.strip() + " ".repeat(length - text.strip().length());
    }

    private TicketsResult draft(GenerationOptions options) {
        TicketsResult result = Jobs.draft(Settings.of(fake.url()), Jobs.LIBRARY, options);
        assertEquals(List.of(), Jobs.faults(result, options));
        return result;
    }
}
