package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.fakeollama.FakeOllama.Flavour;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.model.ticket.Generation.FinishReason;
import io.taskforge.worker.chat.Chat;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.ModelConfig.Provider;
import io.taskforge.worker.chat.OpenAiServer;
import io.taskforge.worker.chat.Readiness;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.DraftingInterrupted;
import io.taskforge.worker.engine.DraftingRecord;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafting over OpenAI's protocol, as vLLM and llama.cpp's server speak it. */
class OpenAiServerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeOllama fake = FakeOllama.start();
    private final StandInRules rules = new StandInRules();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void an_obedient_model_drafts_everything_and_the_record_says_where(Flavour flavour) {
        fake.flavour(flavour, 8_192);
        try (Drafter drafter = open(settings())) {
            drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            assertEquals(
                    TicketBody.DraftedBy.MODEL,
                    drafter.expand(Specifications.expandExport()).draftedBy());
            DraftingRecord record = drafter.record();
            assertEquals("openai", record.provider());
            assertEquals(FakeOllama.MODEL, record.model());
            assertNull(record.modelDigest());
            assertEquals(EngineUsed.MODEL, record.engine());
            assertEquals(FinishReason.STOP, record.finishReason());
            assertTrue(record.promptTokens() > 0 && record.completionTokens() > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/"})
    void the_address_may_be_written_with_its_version_or_without(String path) {
        try (Drafter drafter = open(Settings.of(URI.create(fake.url() + path)).speaking(Provider.OPENAI))) {
            drafter.expand(Specifications.expandExport());
        }
        assertEquals("/v1/chat/completions", fake.chats().getFirst().path());
    }

    @ParameterizedTest
    @CsvSource({"VLLM, vllm 0.0.0-fake", "LLAMA_CPP, llama.cpp b0-fake"})
    void the_window_is_the_one_that_the_server_tells(Flavour flavour, String server) {
        fake.flavour(flavour, 2_048);
        OpenAiServer asked = new OpenAiServer(settings(), pauses::add);
        Readiness.Ready ready = assertInstanceOf(Readiness.Ready.class, asked.probe(FakeOllama.MODEL));
        assertEquals(server, ready.server());
        assertEquals(OptionalInt.of(2_048), ready.contextLength());
        Chat chat = asked.open(FakeOllama.MODEL, ready, Hopeless.FAILS);
        assertEquals(2_048, chat.window());
    }

    @Test
    void a_server_that_keeps_its_window_to_itself_is_asked_all_the_same() {
        fake.flavour(Flavour.LLAMA_CPP, 8_192);
        fake.withhold("/props");
        assertEquals(
                new Readiness.Ready("llama.cpp", Optional.empty(), OptionalInt.empty()),
                new OpenAiServer(settings(), pauses::add).probe(FakeOllama.MODEL));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void a_refused_prompt_is_halved_in_the_words_of_either_server(Flavour flavour) {
        fake.flavour(flavour, 8_192);
        fake.next(Behaviour.parse("too-long:1200"));
        try (Drafter drafter = open(settings())) {
            List<TicketOutline> outlines = drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            TreeSet<Integer> covered = new TreeSet<>();
            outlines.forEach(o -> covered.addAll(o.covers()));
            assertEquals(4, covered.size());
        }
        assertEquals(3, fake.chats().size());
    }

    @ParameterizedTest
    @CsvSource({
        "500, MODEL_UNAVAILABLE, crashed",
        "503, MODEL_UNAVAILABLE, no room in its queue",
        "drop, MODEL_UNAVAILABLE, broke off before an answer",
        "401, MODEL_UNAVAILABLE, TASKFORGE_MODEL_API_KEY",
        "404, MODEL_NOT_FOUND, no longer has qwen3:1.7b",
        "400, INTERNAL_ERROR, refused the request",
        "garbage, MODEL_OUTPUT_INVALID, look at what stands between",
        "done-false, MODEL_OUTPUT_TRUNCATED, broke them off",
        "thinks-only, MODEL_OUTPUT_TRUNCATED, cut off before they said anything",
        "content-filter, CONTENT_FILTERED, a filter of the server",
        "empty, MODEL_OUTPUT_INVALID, not the JSON that was asked for"
    })
    void a_server_that_always_fails_fails_the_job_by_a_name(String mode, Code code, String words) {
        fake.always(Behaviour.parse(mode));
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> {
            try (Drafter drafter = open(settings())) {
                drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
                drafter.expand(Specifications.expandExport());
            }
        });
        assertEquals(code, failure.code(), failure.getMessage());
        assertTrue(failure.getMessage().contains(words), failure.getMessage());
    }

    @Test
    void an_answer_cut_at_its_limit_is_understood_and_its_reason_recorded() {
        fake.always(Behaviour.parse("cut"));
        try (Drafter drafter = open(settings())) {
            drafter.expand(Specifications.expandExport());
            assertEquals(FinishReason.LENGTH, drafter.record().finishReason());
            assertEquals(EngineUsed.MODEL, drafter.record().engine());
        }
    }

    @Test
    void tokens_are_unknown_where_the_server_counts_none() {
        fake.always(Behaviour.parse("no-metrics"));
        try (Drafter drafter = open(settings())) {
            drafter.expand(Specifications.expandExport());
            assertNull(drafter.record().promptTokens());
        }
    }

    @Test
    void a_model_that_the_server_does_not_have_is_not_found() {
        fake.models("some/other-model");
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> open(settings()));
        assertEquals(Code.MODEL_NOT_FOUND, failure.code());
        assertTrue(
                failure.getMessage().contains("it has some/other-model")
                        && failure.getMessage().contains("TASKFORGE_MODEL"),
                failure.getMessage());
    }

    @Test
    void a_server_that_lists_no_models_is_a_stranger() {
        fake.probes(new Behaviour.Raw("<html>It works</html>"));
        DraftingFailure failure = assertThrows(DraftingFailure.class, () -> open(settings()));
        assertEquals(Code.MODEL_UNAVAILABLE, failure.code());
        assertTrue(failure.getMessage().contains("check TASKFORGE_MODEL_URL"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang-before-headers", "hang-mid-body"})
    void an_interrupt_ends_the_call_and_the_server_sees_it(String mode) throws Exception {
        fake.always(Behaviour.parse(mode));
        FutureTask<Boolean> drafting = new FutureTask<>(() -> {
            try (Drafter drafter = open(settings())) {
                drafter.expand(Specifications.expandExport());
                return true;
            }
        });
        Thread thread = Thread.ofVirtual().start(drafting);
        assertTrue(fake.awaitChats(1, LONG));
        thread.interrupt();
        ExecutionException ended =
                assertThrows(ExecutionException.class, () -> drafting.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertInstanceOf(DraftingInterrupted.class, ended.getCause());
        assertTrue(fake.awaitDisconnects(1, LONG), "the server goes on generating");
    }

    private Settings settings() {
        return Settings.of(fake.url()).speaking(Provider.OPENAI);
    }

    private Drafter open(Settings settings) {
        return new ModelEngine(settings, rules, Hopeless.FAILS, pauses::add)
                .open(Specifications.INVOICES, GenerationOptions.DEFAULTS);
    }
}
