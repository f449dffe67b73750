package io.taskforge.worker.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.ticket.Generation.EngineUsed;
import io.taskforge.worker.engine.Drafter;
import io.taskforge.worker.fakeollama.Behaviour;
import io.taskforge.worker.fakeollama.FakeOllama;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OllamaProbeTest {

    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void a_server_with_the_model_is_ready() {
        assertEquals(
                new OllamaProbe.Ready(FakeOllama.VERSION, Optional.of(FakeOllama.DIGEST), OptionalInt.of(40_960)),
                probe("qwen3:1.7b"));
    }

    @Test
    void a_name_without_a_tag_means_the_latest() {
        fake.models("Mistral:latest");
        assertInstanceOf(OllamaProbe.Ready.class, probe("mistral"));
    }

    @Test
    void a_server_without_the_model_says_what_it_has() {
        fake.models("llama3.2:3b", "mistral:latest");
        OllamaProbe.ModelMissing missing = assertInstanceOf(OllamaProbe.ModelMissing.class, probe("qwen3:1.7b"));
        assertEquals(List.of("llama3.2:3b", "mistral:latest"), missing.available());
        assertEquals(
                "Ollama at " + fake.url() + " does not have qwen3:1.7b (it has llama3.2:3b, mistral:latest)",
                missing.reason());
    }

    @Test
    void a_closed_port_is_unreachable() {
        fake.close();
        assertEquals(new OllamaProbe.Unreachable("no Ollama answers at " + fake.url()), probe("qwen3:1.7b"));
    }

    @Test
    void a_server_of_another_kind_is_unreachable() {
        fake.probes(new Behaviour.Raw("<html>It works</html>"));
        assertEquals(new OllamaProbe.Unreachable(fake.url() + " answers, but not as Ollama does"), probe("qwen3:1.7b"));
        fake.probes(Behaviour.BUSY);
        assertEquals(
                new OllamaProbe.Unreachable("Ollama at " + fake.url() + " answers with HTTP 503"), probe("qwen3:1.7b"));
    }

    @Test
    void auto_takes_the_model_when_it_is_ready() {
        EngineSelection.Selected selected = select(EngineChoice.AUTO);
        assertEquals(EngineUsed.MODEL, selected.kind());
        assertInstanceOf(ModelEngine.class, selected.engine());
    }

    @Test
    void auto_takes_the_rules_when_nobody_answers_and_their_record_says_why() {
        fake.close();
        assertRules(select(EngineChoice.AUTO), "no Ollama answers at " + fake.url());
    }

    @Test
    void auto_takes_the_rules_when_the_model_is_missing() {
        fake.models();
        assertRules(
                select(EngineChoice.AUTO), "Ollama at " + fake.url() + " does not have qwen3:1.7b (it has no model)");
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

    private static void assertRules(EngineSelection.Selected selected, String reason) {
        assertEquals(EngineUsed.RULES, selected.kind());
        assertEquals(reason, selected.reason());
        try (Drafter drafter = selected.engine().open(Specifications.INVOICES, GenerationOptions.DEFAULTS)) {
            assertEquals(Optional.of(reason), drafter.record().engineReason());
            assertEquals(EngineUsed.RULES, drafter.record().engine());
        }
    }

    private EngineSelection.Selected select(EngineChoice choice) {
        StandInRules rules = new StandInRules();
        return new EngineSelection(choice, new ModelEngine(Settings.of(fake.url()), rules), rules)
                .select(GenerationOptions.DEFAULTS);
    }

    private OllamaProbe.Outcome probe(String model) {
        return new OllamaProbe(Settings.of(fake.url())).probe(model);
    }
}
