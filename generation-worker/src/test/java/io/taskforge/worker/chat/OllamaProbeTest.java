package io.taskforge.worker.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.taskforge.fakeollama.Behaviour;
import io.taskforge.fakeollama.FakeOllama;
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
        assertEquals(new Readiness.Unreachable("no Ollama answers at " + fake.url()), probe("qwen3:1.7b"));
    }

    @Test
    void a_server_of_another_kind_is_unreachable() {
        fake.probes(new Behaviour.Raw("<html>It works</html>"));
        assertEquals(new Readiness.Unreachable(fake.url() + " answers, but not as Ollama does"), probe("qwen3:1.7b"));
        fake.probes(Behaviour.BUSY);
        assertEquals(
                new Readiness.Unreachable("Ollama at " + fake.url() + " answers with HTTP 503"), probe("qwen3:1.7b"));
    }

    private Readiness probe(String model) {
        return new OllamaServer(Settings.of(fake.url()), Pause::rest).probe(model);
    }
}
