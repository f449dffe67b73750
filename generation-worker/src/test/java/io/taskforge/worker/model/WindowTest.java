package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.fakeollama.RecordedRequest;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.OutputDetail;
import io.taskforge.worker.chat.Hopeless;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.chat.TokenBudget;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.engine.DraftingFailure;
import io.taskforge.worker.engine.DraftingFailure.Code;
import io.taskforge.worker.engine.OutlineRequest;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.SpecDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specifications of any length against windows of any size. */
class WindowTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeOllama fake = FakeOllama.start();
    private final StandInRules rules = new StandInRules();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"too-long", "too-long-flat"})
    void a_refused_prompt_is_halved_and_all_statements_stay_covered(String mode) {
        fake.next(Behaviour.parse(mode));
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            List<TicketOutline> outlines = drafter.outline(Specifications.outline(Specifications.INVOICES, 2));
            assertEquals(2, outlines.size());
            assertCovered(Specifications.INVOICES, outlines);
        }
        assertEquals(3, fake.chats().size());
    }

    @Test
    void a_refused_ticket_is_written_in_halves() {
        fake.next(Behaviour.TOO_LONG);
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            TicketBody body = drafter.expand(Specifications.expandExport());
            assertTrue(body.about().contains("CSV") && body.about().contains("audit log"), body.about());
        }
        assertEquals(3, fake.chats().size());
    }

    @Test
    void a_single_statement_that_does_not_fit_is_a_failure() {
        fake.always(Behaviour.TOO_LONG);
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            DraftingFailure failure = assertThrows(
                    DraftingFailure.class, () -> drafter.outline(Specifications.outline(Specifications.INVOICES, 2)));
            assertEquals(Code.CONTEXT_LENGTH_EXCEEDED, failure.code());
            assertTrue(failure.getMessage().contains("num-ctx"), failure.getMessage());
        }
    }

    @Test
    void no_request_is_sent_that_would_not_fit_the_window() throws Exception {
        String[] long40 = new String[40];
        for (int i = 0; i < long40.length; i++) {
            long40[i] = "The service must keep record number " + i + " of " + "every payment ".repeat(20)
                    + "for ten years.";
        }
        SpecDocument spec = Specifications.of("Archive", "en", long40);
        int window = 2_048;
        try (Drafter drafter = new ModelEngine(
                        Settings.of(fake.url()).withWindow(window), rules, Hopeless.FAILS, pauses::add)
                .open(spec, GenerationOptions.DEFAULTS)) {
            List<TicketOutline> outlines = drafter.outline(Specifications.outline(spec, 7));
            assertEquals(7, outlines.size());
            assertCovered(spec, outlines);
            assertEquals(1, drafter.outline(Specifications.outline(spec, 1)).size());
        }
        assertTrue(fake.chats().size() > 4);
        assertAllFit(window);
    }

    @Test
    void other_titles_are_spared_before_a_ticket_is_given_up() {
        fake.next(Behaviour.TOO_LONG);
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            drafter.expand(Specifications.expand(Specifications.INVOICES, 2, "Export the list as CSV", 3));
        }
        assertTrue(fake.chats().get(0).body().contains("Other ticket:"));
        assertFalse(fake.chats().get(1).body().contains("Other ticket:"));
    }

    @Test
    void a_window_is_never_larger_than_the_model_was_made_for() throws Exception {
        fake.contextLength(4_096);
        try (Drafter drafter = open(Settings.of(fake.url()))) {
            drafter.expand(Specifications.expandExport());
        }
        assertEquals(
                4_096,
                JSON.readTree(fake.chats().getFirst().body())
                        .path("options")
                        .path("num_ctx")
                        .asInt());
    }

    @ParameterizedTest
    @CsvSource({"2048, en", "2048, zh", "4096, en", "4096, zh", "8192, en", "8192, zh"})
    void sixty_long_statements_are_drafted_in_any_window(int window, String language) throws Exception {
        SpecDocument spec = longStatements(60, language);
        GenerationOptions detailed = new GenerationOptions(
                null, null, null, null, OutputDetail.DETAILED, null, null, null, null, null, null, null);
        try (Drafter drafter = new ModelEngine(
                        Settings.of(fake.url()).withWindow(window), rules, Hopeless.FAILS, pauses::add)
                .open(spec, detailed)) {
            List<TicketOutline> outlines = drafter.outline(new OutlineRequest(17, "Archive", spec.statements()));
            assertEquals(17, outlines.size());
            assertCovered(spec, outlines);
            for (int i = 0; i < outlines.size(); i++) {
                int[] covers =
                        outlines.get(i).covers().stream().mapToInt(n -> n).toArray();
                TicketBody body = drafter.expand(
                        Specifications.expand(spec, i + 1, outlines.get(i).title(), covers));
                assertEquals(TicketBody.DraftedBy.MODEL, body.draftedBy());
            }
            drafter.summarise(outlines);
        }
        assertAllFit(window);
    }

    @Test
    void a_window_too_small_for_one_statement_is_named() {
        SpecDocument spec = longStatements(1, "en");
        try (Drafter drafter = new ModelEngine(
                        Settings.of(fake.url()).withWindow(512), rules, Hopeless.FAILS, pauses::add)
                .open(spec, GenerationOptions.DEFAULTS)) {
            DraftingFailure failure = assertThrows(
                    DraftingFailure.class, () -> drafter.outline(new OutlineRequest(1, "", spec.statements())));
            assertEquals(Code.CONTEXT_LENGTH_EXCEEDED, failure.code());
        }
        assertTrue(fake.chats().isEmpty());
    }

    private static SpecDocument longStatements(int count, String language) {
        String[] statements = IntStream.range(0, count)
                .mapToObj(i -> language.equals("zh")
                        ? "系统必须把第" + i + "号付款记录" + parts(60, "连同附件%d和审批意见%d、") + "保存十年。"
                        : "The service must keep record number " + i + parts(25, ", field %d of form %d")
                                + " for ten years.")
                .toArray(String[]::new);
        return Specifications.of("Archive", language, statements);
    }

    private static String parts(int count, String form) {
        return IntStream.range(0, count).mapToObj(k -> form.formatted(k, k * k)).collect(Collectors.joining());
    }

    private void assertAllFit(int window) throws Exception {
        for (RecordedRequest chat : fake.chats()) {
            JsonNode request = JSON.readTree(chat.body());
            int estimate = TokenBudget.estimate(
                            request.path("messages").path(0).path("content").asText())
                    + TokenBudget.estimate(
                            request.path("messages").path(1).path("content").asText());
            assertTrue(estimate + request.path("options").path("num_predict").asInt() + 64 <= window);
            assertEquals(window, request.path("options").path("num_ctx").asInt());
        }
    }

    private Drafter open(Settings settings) {
        return new ModelEngine(settings, rules, Hopeless.FAILS, pauses::add)
                .open(Specifications.INVOICES, GenerationOptions.DEFAULTS);
    }

    private static void assertCovered(SpecDocument spec, List<TicketOutline> outlines) {
        TreeSet<Integer> covered = new TreeSet<>();
        outlines.forEach(o -> covered.addAll(o.covers()));
        assertEquals(spec.statements().size(), covered.size());
    }
}
