package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.fakeollama.FakeOllama;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.worker.chat.Readiness;
import io.taskforge.worker.chat.Settings;
import io.taskforge.worker.engine.Drafter;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineSelectionTest {

    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void auto_takes_the_model_when_it_is_ready() {
        EngineSelection.Selected selected = select(EngineChoice.AUTO);
        assertEquals(EngineUsed.MODEL, selected.kind());
        assertTrue(selected.reason().endsWith("answers and has " + FakeOllama.MODEL), selected.reason());
    }

    @Test
    void auto_takes_the_rules_when_nobody_answers_and_their_record_says_why() {
        fake.close();
        assertRules(
                select(EngineChoice.AUTO),
                "no Ollama answers at " + fake.url() + ": start it (`ollama serve`), or set TASKFORGE_OLLAMA_URL");
    }

    @Test
    void auto_takes_the_rules_when_the_model_is_missing() {
        fake.models();
        assertRules(
                select(EngineChoice.AUTO),
                "the server at " + fake.url() + " does not have qwen3:1.7b (it has no model)");
    }

    @Test
    void rules_ask_no_server() {
        assertRules(select(EngineChoice.RULES), "the engine is set to rules");
        assertTrue(fake.requests().isEmpty());
    }

    @Test
    void model_stays_the_model_when_nobody_answers() {
        fake.close();
        assertEquals(EngineUsed.MODEL, select(EngineChoice.MODEL).kind());
    }

    @Test
    void a_model_is_looked_at_where_it_drafts_and_writes_nothing_for_that() {
        assertInstanceOf(
                Readiness.Ready.class, selection(EngineChoice.MODEL).readiness().orElseThrow());
        assertEquals(Optional.of(FakeOllama.MODEL), selection(EngineChoice.AUTO).model());
        assertEquals(0, fake.chats().size());
    }

    @Test
    void rules_have_no_model_to_look_at() {
        assertEquals(Optional.empty(), selection(EngineChoice.RULES).readiness());
        assertEquals(Optional.empty(), selection(EngineChoice.RULES).model());
    }

    private static void assertRules(EngineSelection.Selected selected, String reason) {
        assertEquals(EngineUsed.RULES, selected.kind());
        assertEquals(reason, selected.reason());
        try (Drafter drafter = selected.engine().open(Specifications.INVOICES, GenerationOptions.DEFAULTS)) {
            assertEquals(Optional.of(reason), drafter.record().engineReason());
            assertEquals(EngineUsed.RULES, drafter.record().engine());
        }
    }

    private EngineSelection.Selected select(EngineChoice choice) {
        return selection(choice).select(GenerationOptions.DEFAULTS, AnswerObserver.NOBODY);
    }

    private EngineSelection selection(EngineChoice choice) {
        return new EngineSelection(
                choice, new ModelEngine(Settings.of(fake.url()), new StandInRules()), StandInRules::new);
    }
}
