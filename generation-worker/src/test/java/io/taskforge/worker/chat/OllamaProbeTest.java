package io.taskforge.worker.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaProbeTest {

    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void a_server_with_the_model_is_ready() {
        assertEquals(
                new Readiness.Ready(
                        "Ollama " + FakeOllama.VERSION, Optional.of(FakeOllama.DIGEST), OptionalInt.of(40_960)),
                probe("qwen3:1.7b"));
    }

    @Test
    void a_name_without_a_tag_means_the_latest() {
        fake.models("Mistral:latest");
        assertInstanceOf(Readiness.Ready.class, probe("mistral"));
    }

    @Test
    void a_server_without_the_model_says_what_it_has() {
        fake.models("llama3.2:3b", "mistral:latest");
        Readiness.ModelMissing missing = assertInstanceOf(Readiness.ModelMissing.class, probe("qwen3:1.7b"));
        assertEquals(List.of("llama3.2:3b", "mistral:latest"), missing.available());
        assertEquals(
                "the server at " + fake.url() + " does not have qwen3:1.7b (it has llama3.2:3b, mistral:latest)",
                missing.reason());
    }

    @Test
    void a_closed_port_is_unreachable() {
        fake.close();
        assertEquals(
                new Readiness.Unreachable("no Ollama answers at " + fake.url()
                        + ": start it (`ollama serve`), or set TASKFORGE_OLLAMA_URL"),
                probe("qwen3:1.7b"));
    }

    @Test
    void a_server_of_another_kind_is_unreachable() {
        fake.probes(new Behaviour.Raw("<html>It works</html>"));
        assertEquals(
                new Readiness.Unreachable(
                        fake.url() + " answers, but not as Ollama does: check TASKFORGE_OLLAMA_URL, or set"
                                + " TASKFORGE_MODEL_PROVIDER=openai"),
                probe("qwen3:1.7b"));
    }

    @Test
    void a_server_that_refuses_is_unreachable_and_its_words_are_passed_on() {
        fake.probes(Behaviour.BUSY);
        Readiness.Unreachable busy = assertInstanceOf(Readiness.Unreachable.class, probe("qwen3:1.7b"));
        assertTrue(busy.reason().contains("HTTP 503, server busy, please try again."), busy.reason());
    }

    @ParameterizedTest
    @CsvSource({"0, 40960", "4096, 4096", "131072, 40960"})
    void the_window_is_the_smaller_of_what_the_model_was_made_for_and_its_modelfile(int modelfile, int window) {
        fake.modelfileWindow(modelfile);
        Readiness.Ready ready = assertInstanceOf(Readiness.Ready.class, probe("qwen3:1.7b"));
        assertEquals(OptionalInt.of(window), ready.contextLength());
    }

    @ParameterizedTest
    @CsvSource({
        "Ollama 0.30.1, true",
        "Ollama 0.33.0-rc2, true",
        "Ollama 1.0.0, true",
        "Ollama 0.30.0, false",
        "Ollama 0.9.6, false",
        "Ollama 0.0.0-fake, false",
        "Ollama of my own, false"
    })
    void old_servers_are_known_not_to_count_whole_prompts(String server, boolean counts) {
        assertEquals(counts, OllamaProbe.countsWholePrompts(server));
    }

    private Readiness probe(String model) {
        return new OllamaServer(Settings.of(fake.url()), Pause::rest).probe(model);
    }
}
