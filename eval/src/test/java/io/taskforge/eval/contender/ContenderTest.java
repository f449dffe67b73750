package io.taskforge.eval.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.eval.gold.Spec;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.ticket.Ticket;
import io.taskforge.model.ticket.TicketRules;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.rules.RulesEngine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContenderTest {

    private static Spec spec(String text) {
        return new Spec("s", "S", text, Optional.empty());
    }

    @Test
    void bullets_become_tickets_and_nested_ones_their_criteria() {
        Attempt attempt = new BulletSplitter().draft(spec("Intro\n\n- One\n  - a\n  - b\n\n1. Two"), null);
        assertEquals(
                List.of("One", "Two"),
                attempt.work().stream().map(Ticket::title).toList());
        assertEquals(List.of("a", "b"), attempt.work().getFirst().acceptanceCriteria());
        assertEquals(5, attempt.work().getFirst().sourceRefs().getFirst().endLine());
        assertEquals(List.of(), TicketRules.broken(attempt.result(), attempt.ticketLimit()));
    }

    @Test
    void the_splitter_stops_at_the_count_and_takes_paragraphs_when_there_is_no_list() {
        assertEquals(1, new BulletSplitter().draft(spec("- a\n- b"), 1).work().size());
        assertEquals(
                List.of("One two", "Three"),
                new BulletSplitter()
                        .draft(spec("One\ntwo\n\nThree"), null).work().stream()
                                .map(Ticket::title)
                                .toList());
    }

    @Test
    void the_pipelines_drafts_are_kept_as_the_engine_wrote_them() {
        Attempt attempt = new Pipeline("rules", new RulesEngine("test"))
                .draft(spec("- The till must print.\n- It must beep."), 2);
        assertEquals(2, attempt.raw().size());
        assertEquals(attempt.work().size(), attempt.raw().size());
        assertTrue(attempt.raw().stream().allMatch(one -> one.covers() > 0));
    }

    @Test
    void a_single_shot_takes_the_models_tickets_as_they_come() {
        List<Ticket> tickets = SingleShot.tickets("""
                {"tickets":[{"id":"SPEC-1","title":"A","description":"B","acceptance_criteria":["C"],
                 "dependencies":["SPEC-9","nonsense"],"lines":[3]},{"id":"one","title":""}]}""");
        assertEquals(2, tickets.size());
        assertEquals(2, tickets.getFirst().dependencies().size());
        assertNull(tickets.get(1).externalId());
    }

    @Test
    void a_single_shot_that_is_no_json_has_no_tickets() {
        assertEquals(List.of(), SingleShot.tickets("Here are the tickets: 1. Build it"));
        assertEquals(List.of(), SingleShot.tickets("{\"tickets\":[{\"id\":\"SPEC-1\""));
    }

    @Test
    void the_model_is_asked_once_by_the_single_shot_and_often_by_the_pipeline() {
        try (FakeOllama fake = FakeOllama.start()) {
            ModelSeam model = ModelSeam.configured(Optional.of(fake.url().toString()), Optional.of(FakeOllama.MODEL));
            Spec spec = spec("- The till must print.\n- It must beep.");
            Attempt once = model.singleShot().draft(spec, 2);
            assertEquals(1, fake.chats().size());
            assertEquals(2, once.work().size());
            assertNotNull(once.result().generation().promptTokens());
            Attempt often = model.pipeline().draft(spec, 2);
            assertEquals(2, often.work().size());
            assertEquals(
                    1 + often.result().generation().modelCalls(), fake.chats().size());
        }
    }

    @Test
    void a_model_that_ignores_the_schema_gives_the_single_shot_no_tickets_and_the_pipeline_a_failure_with_a_name() {
        try (FakeOllama fake = FakeOllama.start()) {
            fake.always(Behaviour.parse("ignore-schema"));
            ModelSeam model = ModelSeam.configured(Optional.of(fake.url().toString()), Optional.of(FakeOllama.MODEL));
            Spec spec = spec("- The till must print.\n- It must beep.");
            assertEquals(List.of(), model.singleShot().draft(spec, 2).work());
            DraftingFailure failure =
                    assertThrows(DraftingFailure.class, () -> model.pipeline().draft(spec, 2));
            assertEquals(DraftingFailure.Code.MODEL_OUTPUT_INVALID, failure.code());
        }
    }
}
