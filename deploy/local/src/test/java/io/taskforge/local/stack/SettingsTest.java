package io.taskforge.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.embedded.PostgresUrl;
import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void secrets_are_read_from_files_and_those_in_two_places_refused(@TempDir Path folder) throws IOException {
        String pepper = "9f2c4be17ad0583612cc7e04b1d6a8f3".repeat(2);
        Path file = Files.writeString(folder.resolve("pepper"), pepper + "\n");
        Map<String, String> inFile = Map.of("TASKFORGE_KEY_PEPPER_FILE", file.toString());
        Map<String, String> twice =
                Map.of("TASKFORGE_KEY_PEPPER_FILE", file.toString(), "TASKFORGE_KEY_PEPPER", pepper);

        assertEquals(pepper, Settings.from(inFile).keyPepper().orElseThrow());
        assertEquals(
                "Set TASKFORGE_KEY_PEPPER or TASKFORGE_KEY_PEPPER_FILE, not both.",
                assertThrows(Refusal.class, () -> Settings.from(twice)).getMessage());
    }

    @Test
    void a_database_of_ones_own_is_verified_by_the_authority_that_the_services_are_told_of() {
        Settings settings = Settings.from(Map.of(
                "TASKFORGE_DATABASE_URL",
                "postgresql://me:x@db.example/tickets?sslmode=verify-full",
                "TASKFORGE_DATABASE_CA_FILE",
                "/run/ca.pem"));

        PostgresUrl database = settings.database().orElseThrow();

        assertEquals("sslmode=verify-full&sslrootcert=%2Frun%2Fca.pem", database.parameters());
        assertEquals("sslmode=verify-full", database.unverified().parameters());
    }

    @Test
    void one_machine_is_for_development_unless_somebody_says_otherwise() {
        assertEquals("development", Settings.from(Map.of()).environment());
        assertEquals(
                "production",
                Settings.from(Map.of("TASKFORGE_ENVIRONMENT", "production")).environment());
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
