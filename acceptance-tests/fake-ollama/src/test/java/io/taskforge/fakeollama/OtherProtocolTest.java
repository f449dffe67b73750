package io.taskforge.fakeollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.fakeollama.FakeOllama.Flavour;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake as vLLM and as llama.cpp's own server, and what Ollama says of itself. */
class OtherProtocolTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASK =
            "{\"model\":\"%s\",\"max_tokens\":500,\"response_format\":{\"type\":\"json_schema\","
                    + "\"json_schema\":{\"name\":\"answer\",\"schema\":{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"}}}}},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"[1] The system must export %s.\"}]}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void a_completion_has_its_choice_its_reason_and_its_usage() throws Exception {
        JsonNode answer = JSON.readTree(chat("invoices").body());
        JsonNode choice = answer.path("choices").path(0);
        assertEquals(
                "{\"title\":\"Export invoices\"}",
                choice.path("message").path("content").asText());
        assertEquals("stop", choice.path("finish_reason").asText());
        assertEquals(
                answer.path("usage").path("prompt_tokens").asInt()
                        + answer.path("usage").path("completion_tokens").asInt(),
                answer.path("usage").path("total_tokens").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VLLM|This model's maximum context length is 64 tokens.",
                "LLAMA_CPP|exceeds the available context size (64 tokens)"
            })
    void a_prompt_beyond_the_servers_window_is_refused_in_its_words(Flavour flavour, String words) throws Exception {
        fake.flavour(flavour, 64);
        HttpResponse<String> refused = chat("word ".repeat(100));
        assertEquals(400, refused.statusCode());
        String message =
                JSON.readTree(refused.body()).path("error").path("message").asText();
        assertTrue(message.contains(words), message);
    }

    @ParameterizedTest
    @CsvSource({"VLLM, NotFoundError", "LLAMA_CPP, not_found_error"})
    void a_model_that_is_not_there_is_refused(Flavour flavour, String type) throws Exception {
        fake.flavour(flavour, 4_096);
        fake.models("another");
        HttpResponse<String> refused = chat("invoices");
        assertEquals(404, refused.statusCode());
        assertEquals(
                type, JSON.readTree(refused.body()).path("error").path("type").asText());
    }

    @Test
    void each_server_tells_its_window_in_its_own_place() throws Exception {
        fake.flavour(Flavour.VLLM, 4_096);
        assertEquals(
                4_096,
                get("/v1/models").path("data").path(0).path("max_model_len").asInt());
        assertEquals(FakeOllama.VERSION, get("/version").path("version").asText());
        fake.flavour(Flavour.LLAMA_CPP, 2_048);
        assertFalse(get("/v1/models").path("data").path(0).has("max_model_len"));
        assertEquals(
                2_048,
                get("/props").path("default_generation_settings").path("n_ctx").asInt());
    }

    @Test
    void ollama_tells_of_its_models_their_files_and_what_is_loaded() throws Exception {
        fake.modelfileWindow(2_048);
        fake.digest("ab".repeat(32));
        assertEquals(FakeOllama.VERSION, get("/api/version").path("version").asText());
        assertEquals(
                "ab".repeat(32),
                get("/api/tags").path("models").path(0).path("digest").asText());
        fake.allocatedWindow(1_024);
        assertEquals(
                1_024,
                get("/api/ps").path("models").path(0).path("context_length").asInt());
        JsonNode shown =
                JSON.readTree(post("/api/show", "{\"model\":\"qwen3:1.7b\"}").body());
        assertTrue(shown.path("parameters").asText().contains("num_ctx                        2048"));
        assertEquals(
                40_960, shown.path("model_info").path("qwen3.context_length").asInt());
    }

    @Test
    void nothing_is_answered_without_the_key_that_is_asked_for() throws Exception {
        fake.requireKey("secret");
        assertEquals(401, chat("invoices").statusCode());
        HttpRequest with = HttpRequest.newBuilder(fake.url().resolve("/api/version"))
                .header("Authorization", "Bearer secret")
                .build();
        assertEquals(200, http.send(with, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    private HttpResponse<String> chat(String what) throws Exception {
        return post("/v1/chat/completions", ASK.formatted(FakeOllama.MODEL, what));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(fake.url().resolve(path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(http.send(
                        HttpRequest.newBuilder(fake.url().resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
