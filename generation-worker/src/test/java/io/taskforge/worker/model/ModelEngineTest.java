package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Generation.FinishReason;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelEngineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeOllama fake = FakeOllama.start();
    private final StandInRules rules = new StandInRules();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void an_obedient_model_drafts_everything() {
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            List<TicketOutline> outlines = drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            assertEquals(2, outlines.size());
            assertEquals(List.of(1, 2), outlines.get(0).covers());
            assertEquals(List.of(3, 4), outlines.get(1).covers());
            TicketBody body = drafter.expand(Specifications.expandExport());
            assertEquals(TicketBody.DraftedBy.MODEL, body.draftedBy());
            assertTrue(body.about().contains("export the list as CSV"), body.about());
            assertEquals(2, body.checks().size());
            DraftingRecord record = drafter.record();
            assertEquals(EngineUsed.MODEL, record.engine());
            assertTrue(record.engineReason().isEmpty());
            assertEquals(FakeOllama.MODEL, record.model());
            assertEquals(FakeOllama.DIGEST, record.modelDigest());
            assertEquals("ollama", record.provider());
            assertEquals(2, record.modelCalls());
            assertEquals(0, record.repairRounds());
            assertEquals(FinishReason.STOP, record.finishReason());
            assertTrue(record.promptTokens() > 0 && record.completionTokens() > 0);
            assertEquals(Prompts.VERSION, record.promptVersion());
        }
        assertEquals(0, rules.opened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"think", "fence", "nul", "cut"})
    void a_dressed_up_answer_is_understood_at_once(String mode) {
        fake.always(Behaviour.parse(mode));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            assertEquals(
                    TicketBody.DraftedBy.MODEL,
                    drafter.expand(Specifications.expandExport()).draftedBy());
            assertEquals(1, drafter.record().modelCalls());
            assertEquals(
                    mode.equals("cut") ? FinishReason.LENGTH : FinishReason.STOP,
                    drafter.record().finishReason());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ignore-schema, no JSON object in it",
        "empty, no JSON object in it",
        "garbage, the server's answer could not be read",
        "oversized, the server's answer could not be read",
        "loop, it repeats itself",
        "done-false, cut off before it was complete"
    })
    void an_answer_that_stays_unusable_is_drafted_by_the_rules(String mode, String why) {
        fake.next(Behaviour.OBEY, Behaviour.parse(mode), Behaviour.parse(mode));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            TicketBody body = drafter.expand(Specifications.expandExport());
            assertEquals(TicketBody.DraftedBy.RULES, body.draftedBy());
            DraftingRecord record = drafter.record();
            assertEquals(EngineUsed.MIXED, record.engine());
            assertEquals(FakeOllama.MODEL, record.model());
            assertEquals(1, record.repairRounds());
            String reason = record.engineReason().orElseThrow();
            assertTrue(reason.contains("1 of 2 units") && reason.contains(why), reason);
        }
        assertEquals(1, rules.opened);
        assertEquals(1, rules.closed);
    }

    @Test
    void an_unusable_answer_is_asked_again_with_another_seed_and_more_care() throws Exception {
        fake.next(new Behaviour.IgnoreSchema());
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            assertEquals(
                    TicketBody.DraftedBy.MODEL,
                    drafter.expand(Specifications.expandExport()).draftedBy());
            assertEquals(1, drafter.record().repairRounds());
            assertEquals(EngineUsed.MODEL, drafter.record().engine());
        }
        JsonNode first = JSON.readTree(fake.chats().get(0).body());
        JsonNode second = JSON.readTree(fake.chats().get(1).body());
        assertNotEquals(
                first.path("options").path("seed"), second.path("options").path("seed"));
        assertEquals(0.7, first.path("options").path("temperature").asDouble());
        assertEquals(0.3, second.path("options").path("temperature").asDouble());
        assertEquals(
                first.path("options").path("num_ctx"), second.path("options").path("num_ctx"));
    }

    @Test
    void where_the_rules_may_draft_all_the_reason_says_that_they_did() {
        fake.always(new Behaviour.IgnoreSchema());
        try (Drafter drafter = new ModelEngine(
                        Settings.of(fake.url()), rules, Hopeless.IS_LEFT_TO_THE_RULES, pauses::add)
                .open(Specifications.INVOICES, GenerationOptions.DEFAULTS)) {
            drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            drafter.expand(Specifications.expandExport());
            String reason = drafter.record().engineReason().orElseThrow();
            assertTrue(reason.contains("all 2 units"), reason);
            assertTrue(reason.length() <= 300);
        }
    }

    @Test
    void tokens_are_unknown_when_one_call_lacks_them() {
        fake.next(Behaviour.OBEY, Behaviour.parse("no-metrics"));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            assertTrue(drafter.record().promptTokens() > 0);
            drafter.expand(Specifications.expandExport());
            assertNull(drafter.record().promptTokens());
            assertNull(drafter.record().completionTokens());
        }
    }

    @Test
    void labels_and_points_asked_for_bound_the_answer() throws Exception {
        GenerationOptions bound = new GenerationOptions(
                null, null, null, null, null, null, null, null, null, List.of("web", "api"), List.of(1, 4), null);
        JsonNode schema = JSON.readTree(asked(bound)).path("format").path("properties");
        assertEquals(
                "[\"web\",\"api\"]",
                schema.path("labels").path("items").path("enum").toString());
        assertEquals("[1,4]", schema.path("points").path("enum").toString());
    }

    @Test
    void twenty_drafters_at_a_time_do_not_mix_their_words() throws Exception {
        ModelEngine engine = new ModelEngine(Settings.of(fake.url()), rules, Hopeless.FAILS, pauses::add);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<DraftingRecord>> records = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int mine = i;
                records.add(threads.submit(() -> {
                    SpecDocument spec = Specifications.of(
                            "Spec " + mine, "en", "The system must send letter" + mine + " to customers.");
                    try (Drafter drafter = engine.open(spec, GenerationOptions.DEFAULTS)) {
                        String title = drafter.outline(new OutlineRequest(1, "", spec.statements()))
                                .getFirst()
                                .title();
                        assertTrue(title.contains("letter" + mine + " "), title);
                        TicketBody body = drafter.expand(Specifications.expand(spec, 1, title, 1));
                        assertTrue(body.about().contains("letter" + mine + " "), body.about());
                        return drafter.record();
                    }
                }));
            }
            for (Future<DraftingRecord> record : records) {
                assertEquals(2, record.get().modelCalls());
                assertEquals(EngineUsed.MODEL, record.get().engine());
            }
        }
        assertEquals(40, fake.chats().size());
    }

    @Test
    void the_same_job_asks_the_same_and_another_seed_another() {
        String first = asked(GenerationOptions.DEFAULTS);
        assertEquals(first, asked(GenerationOptions.DEFAULTS));
        GenerationOptions seeded =
                new GenerationOptions(null, null, null, null, null, null, null, null, 7, null, null, null);
        assertNotEquals(first, asked(seeded));
        assertFalse(first.isEmpty());
    }

    private String asked(GenerationOptions options) {
        int before = fake.chats().size();
        try (Drafter drafter = new ModelEngine(Settings.of(fake.url()), rules, Hopeless.FAILS, pauses::add)
                .open(Specifications.INVOICES, options)) {
            drafter.expand(Specifications.expandExport());
        }
        return fake.chats().get(before).body();
    }

    private Drafter open(Settings settings) {
        return new ModelEngine(settings, rules, Hopeless.FAILS, pauses::add)
                .open(Specifications.INVOICES, GenerationOptions.DEFAULTS);
    }
}
