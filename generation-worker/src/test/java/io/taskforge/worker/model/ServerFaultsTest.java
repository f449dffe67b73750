package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Generation.FinishReason;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.ModelConfig.Provider;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.TicketBody;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which faults of a server spend a unit and which fail the job, each with its code and its cure. */
class ServerFaultsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeOllama fake = FakeOllama.start();
    private final StandInRules rules = new StandInRules();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @CsvSource({
        "500, MODEL_UNAVAILABLE, crashed, name a smaller model",
        "500-load, MODEL_UNAVAILABLE, cannot load the model, taskforge.model.num-ctx",
        "500-load-timeout, MODEL_UNAVAILABLE, cannot load the model, free memory there",
        "503, MODEL_UNAVAILABLE, no room in its queue, let it queue more (OLLAMA_MAX_QUEUE)",
        "499, MODEL_UNAVAILABLE, request canceled, look into its log",
        "drop, MODEL_UNAVAILABLE, broke off before an answer, look into the server's log",
        "401, MODEL_UNAVAILABLE, does not let TaskForge in, TASKFORGE_MODEL_API_KEY",
        "403, MODEL_UNAVAILABLE, does not let TaskForge in, TASKFORGE_MODEL_API_KEY",
        "302, MODEL_UNAVAILABLE, sends TaskForge elsewhere, TASKFORGE_OLLAMA_URL",
        "404, MODEL_NOT_FOUND, no longer has qwen3:1.7b, ollama pull qwen3:1.7b",
        "400, INTERNAL_ERROR, refused the request, bring the server up to date",
        "garbage, MODEL_OUTPUT_INVALID, not JSON, look at what stands between",
        "oversized, MODEL_OUTPUT_INVALID, larger than 2000000 bytes, look at what stands between",
        "malformed-line, MODEL_OUTPUT_INVALID, not JSON, look at what stands between",
        "error-in-body, MODEL_UNAVAILABLE, an error was encountered, look into its log",
        "error-mid-stream, MODEL_UNAVAILABLE, an error was encountered, look into its log",
        "500-repeat, MODEL_OUTPUT_TRUNCATED, repeated itself, name another model",
        "done-false, MODEL_OUTPUT_TRUNCATED, broke them off, bring Ollama up to date",
        "end-without-done, MODEL_OUTPUT_TRUNCATED, broke them off, name another model",
        "thinks-only, MODEL_OUTPUT_TRUNCATED, cut off before they said anything, without thinking",
        "cut:6, MODEL_OUTPUT_TRUNCATED, cut off before they said anything, without thinking",
        "content-filter, CONTENT_FILTERED, a filter of the server, change the specification's words",
        "empty, MODEL_OUTPUT_INVALID, not the JSON that was asked for, name a larger model",
        "ignore-schema, MODEL_OUTPUT_INVALID, not the JSON that was asked for, name a larger model",
    })
    void a_server_that_always_fails_fails_the_job_by_a_name_and_with_a_cure(
            String mode, Code code, String name, String cure) {
        fake.always(Behaviour.parse(mode));
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> draftAll(Settings.of(fake.url())));
        assertEquals(code, failure.code(), failure.getMessage());
        assertTrue(failure.getMessage().contains(name), failure.getMessage());
        assertTrue(failure.getMessage().contains(cure), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "error-in-body",
                "500-repeat",
                "done-false",
                "thinks-only",
                "cut:6",
                "content-filter",
                "empty",
                "ignore-schema"
            })
    void an_answer_that_is_spoiled_twice_spends_its_unit_and_no_more(String mode) {
        fake.next(Behaviour.parse(mode), Behaviour.parse(mode));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            TicketBody body = drafter.expand(Specifications.expandExport());
            assertEquals(TicketBody.DraftedBy.MODEL, body.draftedBy());
            assertEquals(EngineUsed.MIXED, drafter.record().engine());
            String reason = drafter.record().engineReason().orElseThrow();
            assertTrue(reason.contains("the rules drafted 1 of 2 units"), reason);
        }
        assertEquals(3, fake.chats().size());
    }

    @Test
    void a_model_of_no_use_is_asked_no_more_where_the_rules_may_draft_all() {
        fake.always(new Behaviour.IgnoreSchema());
        try (Drafter drafter = new ModelEngine(
                        Settings.of(fake.url()), rules, Hopeless.IS_LEFT_TO_THE_RULES, pauses::add)
                .open(Specifications.INVOICES, GenerationOptions.DEFAULTS)) {
            drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            for (int i = 0; i < 5; i++) {
                drafter.expand(Specifications.expandExport());
            }
            assertEquals(4, drafter.record().modelCalls());
            assertEquals(
                    TicketBody.DraftedBy.RULES,
                    drafter.expand(Specifications.expandExport()).draftedBy());
        }
        assertEquals(4, fake.chats().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "503", "499", "drop"})
    void a_server_that_fails_once_is_asked_again_after_a_pause(String mode) {
        fake.next(Behaviour.parse(mode));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            drafter.expand(Specifications.expandExport());
            assertEquals(EngineUsed.MODEL, drafter.record().engine());
            assertEquals(1, drafter.record().modelCalls());
        }
        assertEquals(2, fake.chats().size());
        assertEquals(1, pauses.size());
        assertTrue(pauses.getFirst().toMillis() >= 1_000 && pauses.getFirst().toMillis() <= 2_000, pauses::toString);
    }

    @ParameterizedTest
    @CsvSource({"503:7, 7", "503:900, 30"})
    void a_server_that_says_when_to_come_back_is_left_alone_until_then_within_reason(String mode, int seconds) {
        fake.next(Behaviour.parse(mode));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            drafter.expand(Specifications.expandExport());
        }
        assertEquals(List.of(Duration.ofSeconds(seconds)), pauses);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500", "503", "drop"})
    void a_server_that_fails_twice_is_unavailable_and_never_the_rules(String mode) {
        fake.always(Behaviour.parse(mode));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            DraftingFailure failure =
                    assertThrows(DraftingFailure.class, () -> drafter.expand(Specifications.expandExport()));
            assertEquals(Code.MODEL_UNAVAILABLE, failure.code());
        }
        assertEquals(2, fake.chats().size());
        assertEquals(0, rules.opened);
    }

    @Test
    void a_server_that_goes_away_between_calls_is_unavailable() {
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            fake.close();
            DraftingFailure failure = assertThrows(
                    DraftingFailure.class, () -> drafter.outline(Specifications.outline(Specifications.INVOICES, 2)));
            assertEquals(Code.MODEL_UNAVAILABLE, failure.code());
            assertTrue(failure.getMessage().contains("ollama serve"), failure.getMessage());
        }
    }

    @Test
    void no_server_at_all_is_unavailable_from_the_start() {
        fake.close();
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> open(Settings.of(fake.url())));
        assertEquals(Code.MODEL_UNAVAILABLE, failure.code());
        assertEquals(
                "no Ollama answers at " + fake.url() + ": start it (`ollama serve`), or set TASKFORGE_OLLAMA_URL",
                failure.getMessage());
        assertEquals(1, pauses.size());
    }

    @Test
    void a_host_that_has_no_address_is_named_as_such() {
        DraftingFailure failure =
                assertThrows(DraftingFailure.class, () -> open(Settings.of(URI.create("http://ollama.invalid:11434"))));
        assertEquals(Code.MODEL_UNAVAILABLE, failure.code());
        assertEquals(
                "the host of http://ollama.invalid:11434 is not known here: check TASKFORGE_OLLAMA_URL",
                failure.getMessage());
    }

    @Test
    void a_missing_model_says_how_to_get_it() {
        fake.models("llama3.2:3b");
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> open(Settings.of(fake.url())));
        assertEquals(Code.MODEL_NOT_FOUND, failure.code());
        assertTrue(failure.getMessage().contains("ollama pull qwen3:1.7b"), failure.getMessage());
    }

    @Test
    void the_model_that_a_job_names_is_the_one_that_is_asked_for() {
        GenerationOptions named =
                new GenerationOptions(null, null, null, null, null, null, null, "mistral:7b", null, null, null, null);
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> open(Settings.of(fake.url()), named));
        assertEquals(Code.MODEL_NOT_FOUND, failure.code());
        assertTrue(failure.getMessage().contains("ollama pull mistral:7b"), failure.getMessage());
        fake.models("qwen3:1.7b", "mistral:7b");
        try (Drafter drafter = open(Settings.of(fake.url()), named)) {
            drafter.expand(Specifications.expandExport());
            assertEquals("mistral:7b", drafter.record().model());
        }
        assertTrue(fake.chats().getFirst().body().contains("\"model\":\"mistral:7b\""));
    }

    @Test
    void a_model_that_is_removed_meanwhile_is_not_found() {
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            fake.models("llama3.2:3b");
            DraftingFailure failure =
                    assertThrows(DraftingFailure.class, () -> drafter.expand(Specifications.expandExport()));
            assertEquals(Code.MODEL_NOT_FOUND, failure.code());
            assertTrue(failure.getMessage().contains("ollama pull qwen3:1.7b"), failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang-before-headers", "hang-mid-body"})
    void answers_that_do_not_end_twice_in_a_row_are_a_timeout(String mode) throws Exception {
        fake.always(Behaviour.parse(mode));
        try (Drafter drafter = open(Settings.of(fake.url()).withCallTimeout(Duration.ofMillis(300)))) {
            DraftingFailure failure =
                    assertThrows(DraftingFailure.class, () -> drafter.expand(Specifications.expandExport()));
            assertEquals(Code.GENERATION_TIMEOUT, failure.code());
            assertTrue(failure.getMessage().contains("taskforge.model.start-timeout"), failure.getMessage());
        }
        assertTrue(fake.awaitDisconnects(2, LONG), "the generations go on");
    }

    @Test
    void an_answer_that_does_not_end_once_is_asked_for_again() {
        fake.next(Behaviour.parse("hang-before-headers"));
        try (Drafter drafter = open(Settings.of(fake.url()).withCallTimeout(Duration.ofSeconds(2)))) {
            assertEquals(
                    TicketBody.DraftedBy.MODEL,
                    drafter.expand(Specifications.expandExport()).draftedBy());
            assertEquals(EngineUsed.MODEL, drafter.record().engine());
        }
        assertEquals(2, fake.chats().size());
    }

    @Test
    void an_answer_that_stands_still_is_given_up_long_before_its_limit() throws Exception {
        fake.next(Behaviour.parse("hang-mid-body"));
        try (Drafter drafter = open(
                Settings.of(fake.url()).withCallTimeout(Duration.ofDays(1)).withIdleTimeout(Duration.ofMillis(500)))) {
            assertEquals(
                    TicketBody.DraftedBy.MODEL,
                    drafter.expand(Specifications.expandExport()).draftedBy());
        }
        assertTrue(fake.awaitDisconnects(1, LONG), "the generation goes on");
    }

    @Test
    void a_filtered_answer_is_the_worst_reason_of_the_record() {
        fake.next(Behaviour.OBEY, Behaviour.parse("content-filter"));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            drafter.expand(Specifications.expandExport());
            assertEquals(FinishReason.CONTENT_FILTER, drafter.record().finishReason());
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void a_key_is_sent_where_it_is_asked_for_and_stands_in_no_message(Provider provider) {
        Settings settings = Settings.of(fake.url()).speaking(provider);
        fake.requireKey("hush-hush");
        DraftingFailure without = assertThrows(DraftingFailure.class, () -> open(settings));
        assertTrue(without.getMessage().contains("TASKFORGE_MODEL_API_KEY"), without.getMessage());
        DraftingFailure wrong = assertThrows(DraftingFailure.class, () -> open(settings.withApiKey("not-this-one")));
        assertFalse(wrong.getMessage().contains("not-this-one"), wrong.getMessage());
        try (Drafter drafter = open(settings.withApiKey("hush-hush"))) {
            drafter.expand(Specifications.expandExport());
            assertEquals(EngineUsed.MODEL, drafter.record().engine());
        }
    }

    @Test
    void a_password_in_the_address_is_shown_to_nobody() {
        URI withPassword = URI.create(fake.url().toString().replace("//", "//me:hush@"));
        fake.close();
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> open(Settings.of(withPassword)));
        assertFalse(failure.getMessage().contains("hush"), failure.getMessage());
    }

    private void draftAll(Settings settings) {
        try (Drafter drafter = open(settings)) {
            drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            drafter.expand(Specifications.expandExport());
        }
    }

    private Drafter open(Settings settings) {
        return open(settings, GenerationOptions.DEFAULTS);
    }

    private Drafter open(Settings settings, GenerationOptions options) {
        return new ModelEngine(settings, rules, Hopeless.FAILS, pauses::add).open(Specifications.INVOICES, options);
    }
}
