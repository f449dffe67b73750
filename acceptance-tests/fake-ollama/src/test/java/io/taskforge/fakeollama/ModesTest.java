package io.taskforge.fakeollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mode does what its name says. */
class ModesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"},"
            + "\"about\":{\"type\":\"string\"}}}";
    private static final String ASK = "{\"model\":\"qwen3:1.7b\",\"stream\":%s,\"think\":false,\"format\":" + SCHEMA
            + ",\"options\":{\"num_ctx\":4096,\"seed\":7},\"messages\":[{\"role\":\"user\",\"content\":\"[1] Die Anlage muss Größen zeigen – 顧客.\"}]}";
    private static final String WHOLE =
            "{\"title\":\"Größen zeigen – 顧客\",\"about\":\"the ticket, explained. Die Anlage muss Größen zeigen – 顧客.\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeOllama fake = FakeOllama.start();

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|500|model runner has unexpectedly stopped",
                "500-load|500|llama-server process has terminated",
                "500-load-timeout|500|timed out waiting for llama-server",
                "500-repeat|500|token repeat limit reached",
                "503|503|server busy, please try again.  maximum pending requests exceeded",
                "499|499|request canceled",
                "404|404|not found",
                "400|400|failed to parse grammar",
                "401|401|Authorization Required",
                "403|403|Forbidden",
                "too-long|400|\\\"n_ctx\\\":8192",
                "too-long:512|400|\\\"n_ctx\\\":512",
                "too-long-flat|400|\"n_ctx\":8192",
                "garbage|200|<html>",
                "error-in-body|200|{\"error\":"
            })
    void a_refusal_has_its_status_and_its_words(String mode, int status, String words) throws Exception {
        HttpResponse<String> answer = chat(mode, false);
        assertEquals(status, answer.statusCode());
        assertTrue(answer.body().contains(words), answer.body());
    }

    @Test
    void a_busy_server_says_when_to_come_back_and_a_moved_one_where() throws Exception {
        assertEquals(
                "7", chat("503:7", false).headers().firstValue("Retry-After").orElseThrow());
        HttpResponse<String> moved = chat("302", false);
        assertEquals(302, moved.statusCode());
        assertEquals(
                "https://login.example.com/",
                moved.headers().firstValue("Location").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"obey", "split:1", "split:3", "late:1", "slow:0", "hold:0"})
    void an_obedient_answer_keeps_to_the_schema_however_it_is_sent(String mode) throws Exception {
        assertEquals(WHOLE, content(chat(mode, false)));
        assertEquals(WHOLE, streamed(chat(mode, true)));
    }

    @Test
    void pieces_of_one_byte_split_characters() throws Exception {
        fake.next(Behaviour.parse("split:1"));
        HttpResponse<InputStream> answer =
                http.send(request("/api/chat", ASK.formatted("true")), HttpResponse.BodyHandlers.ofInputStream());
        assertTrue(new String(answer.body().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).contains("顧"));
        assertEquals("chunked", answer.headers().firstValue("Transfer-Encoding").orElseThrow());
    }

    @Test
    void members_come_in_the_order_of_the_schema_or_of_the_alphabet() throws Exception {
        assertTrue(content(chat("obey", false)).startsWith("{\"title\""));
        assertTrue(content(chat("alphabetical", false)).startsWith("{\"about\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ignore-schema|Here are the tickets",
                "say:Hello there|Hello there",
                "loop|again and again",
                "think|<think>",
                "fence|```json",
                "echo-options|\"seed\":7"
            })
    void other_words_are_said_whole_and_streamed(String mode, String words) throws Exception {
        String whole = content(chat(mode, false));
        assertTrue(whole.contains(words), whole);
        assertEquals(whole, streamed(chat(mode, true)));
    }

    @Test
    void an_empty_answer_is_no_less_an_answer() throws Exception {
        JsonNode answer = JSON.readTree(chat("empty", false).body());
        assertEquals("", answer.path("message").path("content").asText());
        assertTrue(answer.path("done").asBoolean());
    }

    @ParameterizedTest
    @CsvSource({"cut:6, 6", "cut:0, 0", "cut, 66"})
    void an_answer_is_cut_anywhere_as_at_the_limit(String mode, int characters) throws Exception {
        JsonNode answer = JSON.readTree(chat(mode, false).body());
        assertEquals(
                WHOLE.substring(0, characters),
                answer.path("message").path("content").asText());
        assertEquals("length", answer.path("done_reason").asText());
    }

    @Test
    void a_model_can_think_although_it_was_told_not_to() throws Exception {
        JsonNode both = JSON.readTree(chat("thinks", false).body()).path("message");
        assertEquals(WHOLE, both.path("content").asText());
        assertFalse(both.path("thinking").asText().isEmpty());
        JsonNode only = JSON.readTree(chat("thinks-only", false).body());
        assertEquals("", only.path("message").path("content").asText());
        assertEquals("length", only.path("done_reason").asText());
        assertTrue(lines(chat("thinks", true)).getFirst().path("message").has("thinking"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"done-false", "end-without-done"})
    void an_answer_without_an_end_has_no_reason_and_no_counts(String mode) throws Exception {
        JsonNode whole = JSON.readTree(chat(mode, false).body());
        assertFalse(whole.path("done").asBoolean(true) || whole.has("done_reason") || whole.has("eval_count"));
        assertFalse(lines(chat(mode, true)).getLast().path("done").asBoolean(true));
    }

    @Test
    void counts_can_be_missing_or_wrong() throws Exception {
        JsonNode none = JSON.readTree(chat("no-metrics", false).body());
        assertFalse(none.has("prompt_eval_count") || none.has("total_duration"));
        assertEquals(
                514,
                JSON.readTree(chat("count-prompt:514", false).body())
                        .path("prompt_eval_count")
                        .asInt());
    }

    @Test
    void a_prompt_can_be_cut_in_silence_against_the_wish_of_the_client() throws Exception {
        fake.next(Behaviour.parse("ignore-truncate"));
        String ask = "{\"model\":\"qwen3:1.7b\",\"stream\":false,\"truncate\":false,\"options\":{\"num_ctx\":64},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(100) + "\"}]}";
        JsonNode answer = JSON.readTree(post("/api/chat", ask).body());
        assertEquals(34, answer.path("prompt_eval_count").asInt());
    }

    @Test
    void a_stream_can_break_in_its_middle() throws Exception {
        assertTrue(lines(chat("error-mid-stream", true)).getLast().has("error"));
        String malformed = chat("malformed-line", true).body();
        assertThrows(
                IOException.class,
                () -> JSON.readTree(malformed.lines().toList().getLast()));
        assertTrue(chat("error-mid-stream", false).body().startsWith("{\"error\""));
        assertThrows(
                IOException.class,
                () -> JSON.readTree(chat("malformed-line", false).body()));
    }

    @Test
    void bytes_and_connections_can_be_bad() throws Exception {
        assertTrue(chat("nul", false).body().endsWith("\0"));
        assertTrue(chat("oversized", false).body().length() > 2_000_000);
        assertThrows(IOException.class, () -> chat("drop", false));
    }

    @ParameterizedTest
    @CsvSource({"hang-before-headers, false", "hang-before-headers, true", "hang-mid-body, false", "hang-mid-body, true"
    })
    void what_hangs_goes_on_when_released_and_notices_when_its_client_leaves(String mode, boolean stream)
            throws Exception {
        fake.next(Behaviour.parse(mode), Behaviour.parse(mode));
        CompletableFuture<HttpResponse<String>> released = async(stream);
        assertTrue(fake.awaitChats(1, LONG));
        fake.release();
        String body = released.get(LONG.toSeconds(), TimeUnit.SECONDS).body();
        assertTrue(body.contains("eval_count"), body);

        Instant before = fake.chats().getFirst().at();
        try (HttpClient leaving = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<InputStream>> left = leaving.sendAsync(
                    request("/api/chat", ASK.formatted(stream)), HttpResponse.BodyHandlers.ofInputStream());
            assertTrue(fake.awaitChats(2, LONG));
            if (mode.equals("hang-mid-body")) {
                left.get(LONG.toSeconds(), TimeUnit.SECONDS).body().close();
            } else {
                left.cancel(true);
            }
            assertTrue(fake.awaitDisconnects(1, LONG));
        }
        RecordedRequest gone = fake.chats().getLast();
        assertEquals(RecordedRequest.End.DISCONNECTED, gone.end());
        assertTrue(gone.endedAt().orElseThrow().isAfter(before));
    }

    @Test
    void a_filter_withholds_the_words() throws Exception {
        JsonNode answer = JSON.readTree(chat("content-filter", false).body());
        assertEquals("content_filter", answer.path("done_reason").asText());
    }

    @Test
    void an_unknown_mode_is_refused_with_the_known_ones() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Behaviour.parse("dance:3"));
        assertTrue(refused.getMessage().contains("no such mode: dance; known: obey obey-orders"), refused.getMessage());
    }

    private HttpResponse<String> chat(String mode, boolean stream) throws Exception {
        fake.next(Behaviour.parse(mode));
        return post("/api/chat", ASK.formatted(stream));
    }

    private CompletableFuture<HttpResponse<String>> async(boolean stream) {
        return http.sendAsync(request("/api/chat", ASK.formatted(stream)), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(request(path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(fake.url().resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String content(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("message").path("content").asText();
    }

    private static String streamed(HttpResponse<String> answer) throws IOException {
        return lines(answer).stream()
                .map(l -> l.path("message").path("content").asText())
                .collect(Collectors.joining());
    }

    private static List<JsonNode> lines(HttpResponse<String> answer) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : answer.body().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}
