package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.local.terminal.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void without_variables_everything_is_embedded_and_the_engine_is_found_out() {
        Settings settings = Settings.from(Map.of("TASKFORGE_MODEL", " "));
        assertTrue(settings.database().isEmpty());
        assertTrue(settings.amqpUrl().isEmpty());
        assertEquals(Settings.Engine.AUTO, settings.engine());
        assertEquals("qwen3:1.7b", settings.model());
        assertEquals("http://127.0.0.1:11434", settings.ollamaUrl().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "TASKFORGE_DATABASE_URL, postgresql://me:s3cret@/x",
        "TASKFORGE_DATABASE_URL, jdbc:postgresql://h/s3cret",
        "TASKFORGE_AMQP_URL, http://me:s3cret@h",
        "TASKFORGE_AMQP_URL, amqp://me:s3 cret@h",
        "TASKFORGE_KEY_PEPPER, s3cret",
        "TASKFORGE_TOKEN_SIGNING_KEY, s3cret",
        "TASKFORGE_ENGINE, turbo",
        "TASKFORGE_OLLAMA_URL, ftp://h"
    })
    void nonsense_is_refused_by_name_and_passwords_are_not_repeated(String name, String value) {
        Refusal refusal = assertThrows(Refusal.class, () -> Settings.from(Map.of(name, value)));
        assertTrue(refusal.getMessage().contains(name), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("s3"), refusal.getMessage());
        assertEquals(Refusal.USAGE, refusal.exitCode());
    }

    @Test
    void the_verdict_says_which_engine_and_why() {
        Settings auto = Settings.from(Map.of());
        OllamaProbe.Found without = new OllamaProbe.Found.Nothing("no Ollama answers at http://x");
        OllamaProbe.Found empty = new OllamaProbe.Found.Server("0.9.1", List.of("llama3:latest"));
        OllamaProbe.Found full = new OllamaProbe.Found.Server("0.9.1", List.of("qwen3:1.7b"));
        assertEquals("rules, because no Ollama answers at http://x", OllamaProbe.verdict(auto, without));
        assertTrue(OllamaProbe.verdict(auto, empty).startsWith("rules, because Ollama 0.9.1 has no model qwen3:1.7b"));
        assertTrue(OllamaProbe.verdict(auto, full).startsWith("model qwen3:1.7b (Ollama 0.9.1"));
        Settings model = Settings.from(Map.of("TASKFORGE_ENGINE", "model"));
        assertTrue(OllamaProbe.verdict(model, without).contains("jobs will fail while no Ollama"));
        assertTrue(OllamaProbe.verdict(model, empty).contains("ollama pull"));
        Settings rules = Settings.from(Map.of("TASKFORGE_ENGINE", "rules"));
        assertTrue(OllamaProbe.verdict(rules, full).startsWith("rules, because TASKFORGE_ENGINE"));
        assertTrue(new OllamaProbe.Found.Server("1", List.of("llama3:latest")).has("llama3"));
    }

    @Test
    void a_server_of_the_other_protocol_is_named_as_such_and_never_asked_to_pull() {
        Settings openAi = Settings.from(Map.of(
                "TASKFORGE_MODEL_PROVIDER", "openai",
                "TASKFORGE_MODEL_URL", "http://127.0.0.1:8000/v1",
                "TASKFORGE_OLLAMA_URL", "http://127.0.0.1:11434"));
        assertEquals("http://127.0.0.1:8000/v1", openAi.ollamaUrl().toString());
        assertEquals(
                "rules, because the OpenAI-compatible server has no model qwen3:1.7b; start it with that model, or name one"
                        + " that it has in TASKFORGE_MODEL",
                OllamaProbe.verdict(openAi, new OllamaProbe.Found.Server("", List.of("other"))));
        assertEquals(
                "model qwen3:1.7b (the OpenAI-compatible server at http://127.0.0.1:8000/v1)",
                OllamaProbe.verdict(openAi, new OllamaProbe.Found.Server("", List.of("qwen3:1.7b"))));
        assertThrows(Refusal.class, () -> Settings.from(Map.of("TASKFORGE_MODEL_PROVIDER", "other")));
    }
}
