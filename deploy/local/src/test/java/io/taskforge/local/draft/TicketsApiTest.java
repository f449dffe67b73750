package io.taskforge.local.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskforge.local.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketsApiTest {

    private static final SpecFile SPEC = new SpecFile("Billing", "Users must pay.");

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private TicketsApi api;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        api = new TicketsApi(
                HttpClient.newHttpClient(),
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "the-key");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Each answer is its status, a space, and its body. */
    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
        int space = answer.indexOf(' ');
        byte[] bytes = answer.substring(space + 1).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(Integer.parseInt(answer.substring(0, space)), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String job(String status) {
        return "{\"job_id\":\"j1\",\"status\":\"" + status + "\",\"terminal\":" + status.equals("completed")
                + ",\"status_url\":\"/jobs/j1\",\"result_url\":\"/jobs/j1/result\","
                + "\"progress\":{\"phase\":\"drafting\",\"percent\":40,\"tickets_drafted\":3}}";
    }

    @Test
    void a_job_is_submitted_awaited_and_its_result_fetched() throws Exception {
        answers.addAll(List.of(
                "202 " + job("queued"),
                "200 " + job("running"),
                "503 {}",
                "200 " + job("completed"),
                "200 {\"tickets\":[]}"));
        List<String> seen = new ArrayList<>();
        TicketsApi.Job done = api.await(
                api.submit(SPEC, new DraftOptions(3, 6, "019e4fae-f96a-78b2-be03-8633c38ea640")),
                now -> seen.add(now.progress()));
        JsonNode result = api.result(done);

        assertTrue(result.path("tickets").isArray());
        assertEquals(
                List.of("queued, drafting 40 %, 3 tickets", "running, drafting 40 %, 3 tickets", "completed"), seen);
        assertTrue(requests.getFirst().startsWith("POST /tickets/v1/jobs Bearer the-key {"), requests.getFirst());
        JsonNode body = new ObjectMapper()
                .readTree(requests.getFirst().substring(requests.getFirst().indexOf('{')));
        assertEquals("tickets.input.v1", body.path("schema_version").asText());
        assertEquals("Billing", body.path("title").asText());
        assertEquals("Users must pay.", body.path("spec").asText());
        assertEquals(
                "019e4fae-f96a-78b2-be03-8633c38ea640", body.path("base_job_id").asText());
        assertEquals(
                "{\"ticket_count\":3,\"max_ticket_count\":6}",
                body.path("options").toString());
        assertEquals(4, UUID.fromString(body.path("idempotency_key").asText()).version());
        assertTrue(requests.getLast().startsWith("GET /jobs/j1/result Bearer the-key"), requests.getLast());
    }

    @Test
    void a_refusal_is_one_line_with_every_violation() {
        answers.add(
                "400 {\"code\":\"validation_failed\",\"detail\":\"2 fields are not valid.\",\"errors\":["
                        + "{\"pointer\":\"/title\",\"detail\":\"is too\\u001b[2J long\"},{\"pointer\":\"/spec\",\"detail\":\"is blank\"}]}");
        Refusal refusal = assertThrows(Refusal.class, () -> api.submit(SPEC, new DraftOptions(null, null, null)));
        assertEquals(
                "The API answered 400 validation_failed: 2 fields are not valid. · /title is too[2J long · /spec is blank",
                refusal.getMessage());
        assertEquals(Refusal.FAILED, refusal.exitCode());
    }

    @Test
    void a_failed_job_says_why() {
        answers.addAll(
                List.of(
                        "202 " + job("queued"),
                        "200 {\"job_id\":\"j1\",\"status\":\"failed\",\"error\":{\"code\":\"model_unavailable\",\"message\":\"no Ollama\"}}"));
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> api.result(api.await(api.submit(SPEC, new DraftOptions(null, null, null)), now -> {})));
        assertEquals("The job j1 failed. model_unavailable: no Ollama", refusal.getMessage());
        assertEquals(Refusal.FAILED, refusal.exitCode());
    }

    @Test
    void impossible_options_are_refused_before_anything_is_sent() {
        assertThrows(Refusal.class, () -> new DraftOptions(0, null, null));
        assertThrows(Refusal.class, () -> new DraftOptions(null, 51, null));
        assertThrows(Refusal.class, () -> new DraftOptions(7, 6, null));
        assertThrows(Refusal.class, () -> new DraftOptions(null, null, "result.json"));
        assertTrue(requests.isEmpty());
    }
}
