package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.fakeollama.RecordedRequest;
import io.taskforge.model.job.JobId;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.TicketSpec;
import io.taskforge.model.ticket.ExternalId;
import io.taskforge.model.ticket.Generation;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.model.ticket.TicketsResult;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.drafting.DraftingPipeline;
import io.taskforge.worker.engine.DraftingEngine;
import io.taskforge.worker.incremental.BaseDraft;
import io.taskforge.worker.rules.RulesEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a model is asked when a job is run again, or builds on another. */
class RegenerationWithModelTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JobId BASE = new JobId(UUID.randomUUID());

    private static final String LEDGER = """
            # Ledger

            - The clerk must be able to record an entry.
            - The clerk must be able to reverse an entry.
            - The auditor must be able to print the yearly statement.
            """;

    private final FakeOllama fake = FakeOllama.start();
    private final DraftingEngine rules = new RulesEngine("the model left units unusable");
    private final DraftingEngine model = new ModelEngine(Settings.of(fake.url()), rules);

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void the_same_job_twice_asks_the_same_and_gives_the_same_tickets_byte_for_byte() {
        TicketsResult first = drafted(LEDGER, Optional.empty(), model);
        List<String> asked = bodies();

        TicketsResult second = drafted(LEDGER, Optional.empty(), model);

        assertEquals(asked, bodies().subList(asked.size(), 2 * asked.size()));
        assertEquals(json(first.tickets()), json(second.tickets()));
        assertEquals(json(first.openQuestions()), json(second.openQuestions()));
    }

    @Test
    void a_result_records_what_it_takes_to_ask_the_same_again() {
        Generation generation = drafted(LEDGER, Optional.empty(), model).generation();

        assertEquals(FakeOllama.MODEL, generation.model());
        assertEquals(FakeOllama.DIGEST, generation.modelDigest());
        assertEquals(Prompts.VERSION, generation.promptVersion());
        GenerationOptions seeded = new GenerationOptions(
                null, null, null, null, null, null, null, null, generation.seed(), null, null, null);
        List<String> asked = bodies();

        drafted(LEDGER, seeded, Optional.empty(), model);

        assertEquals(asked, bodies().subList(asked.size(), 2 * asked.size()));
    }

    @Test
    void another_seed_asks_otherwise() {
        drafted(LEDGER, Optional.empty(), model);
        List<String> asked = bodies();

        drafted(
                LEDGER,
                new GenerationOptions(null, null, null, null, null, null, null, null, 7, null, null, null),
                Optional.empty(),
                model);

        assertNotEquals(asked, bodies().subList(asked.size(), 2 * asked.size()));
    }

    @Test
    void the_model_is_asked_for_the_changed_ticket_and_nothing_else() {
        TicketsResult base = drafted(LEDGER, Optional.empty(), model);
        int before = fake.chats().size();

        TicketsResult after =
                drafted(LEDGER.replace("reverse an entry.", "reverse an entry of an open month."), on(base), model);

        List<RecordedRequest> asked = askedOfTickets(before);
        assertEquals(2, asked.size());
        asked.forEach(request -> assertTrue(request.body().contains("of an open month"), request.body()));
        assertTrue(asked.stream().noneMatch(request -> request.body().contains("The clerk must be able to record")));
        assertEquals(3, after.generation().modelCalls());
        assertEquals(1, changedTickets(after).size());
        assertEquals(EngineUsed.MODEL, after.generation().engine());
    }

    @Test
    void the_model_is_asked_for_the_new_ticket_and_nothing_else() {
        TicketsResult base = drafted(LEDGER, Optional.empty(), model);
        int before = fake.chats().size();

        TicketsResult after = drafted(LEDGER + "- The auditor must be able to lock a month.\n", on(base), model);

        List<RecordedRequest> asked = askedOfTickets(before);
        assertEquals(2, asked.size());
        asked.forEach(request -> assertTrue(request.body().contains("lock a month"), request.body()));
        assertEquals(1, after.changes().added().size());
    }

    @Test
    void a_text_that_did_not_change_needs_no_model_server() {
        TicketsResult base = drafted(LEDGER, Optional.empty(), model);
        int before = fake.requests().size();

        TicketsResult after = drafted(LEDGER, on(base), model);

        assertEquals(before, fake.requests().size());
        assertEquals(json(base.tickets()), json(after.tickets()));
        assertEquals(FakeOllama.DIGEST, after.generation().modelDigest());
        assertEquals(0, after.generation().modelCalls());
        assertEquals(EngineUsed.MODEL, after.generation().engine());
    }

    @Test
    void what_the_rules_add_to_a_model_s_tickets_is_told() {
        TicketsResult base = drafted(LEDGER, Optional.empty(), model);

        Generation generation = drafted(LEDGER + "- The auditor must be able to lock a month.\n", on(base), rules)
                .generation();

        assertEquals(EngineUsed.MIXED, generation.engine());
        assertEquals(FakeOllama.MODEL, generation.model());
        assertEquals(FakeOllama.DIGEST, generation.modelDigest());
        assertTrue(generation.engineReason().contains("drafted by the model " + FakeOllama.MODEL));
    }

    @Test
    void what_a_model_adds_to_the_rules_tickets_is_told() {
        TicketsResult base = drafted(LEDGER, Optional.empty(), rules);

        Generation generation = drafted(LEDGER + "- The auditor must be able to lock a month.\n", on(base), model)
                .generation();

        assertEquals(EngineUsed.MIXED, generation.engine());
        assertEquals(FakeOllama.MODEL, generation.model());
        assertEquals("tickets kept from the base job were drafted by the rules", generation.engineReason());
    }

    /** All but the one question about the whole, which every job asks that asks anything. */
    private List<RecordedRequest> askedOfTickets(int before) {
        List<RecordedRequest> asked = fake.chats().subList(before, fake.chats().size());
        assertEquals(Instructions.SUMMARY, Jobs.system(Jobs.json(asked.getLast().body())));
        return asked.subList(0, asked.size() - 1);
    }

    private List<String> bodies() {
        return fake.chats().stream().map(RecordedRequest::body).toList();
    }

    private static List<ExternalId> changedTickets(TicketsResult result) {
        return result.tickets().stream()
                .filter(ticket -> ticket.ticketType() != TicketType.EPIC)
                .map(ticket -> ticket.externalId())
                .filter(result.changes().changed()::contains)
                .toList();
    }

    private static Optional<BaseDraft> on(TicketsResult base) {
        return Optional.of(new BaseDraft(BASE, base, GenerationOptions.DEFAULTS, Optional.empty()));
    }

    private static TicketsResult drafted(String text, Optional<BaseDraft> base, DraftingEngine engine) {
        return drafted(text, GenerationOptions.DEFAULTS, base, engine);
    }

    private static TicketsResult drafted(
            String text, GenerationOptions options, Optional<BaseDraft> base, DraftingEngine engine) {
        return new DraftingPipeline(InstantSource.fixed(Instant.EPOCH))
                .draft(
                        new JobId(UUID.randomUUID()),
                        new TicketSpec("Ledger", text, options),
                        base,
                        engine,
                        0,
                        progress -> {});
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
