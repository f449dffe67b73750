package io.taskforge.api.submission;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.RawHttp;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class RequestBodyTest {

    private static final int LIMIT = 1 << 20;

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    private static String padded(String json, int length) {
        return json + " ".repeat(length - json.length());
    }

    private String head(int length, String more) {
        return "POST " + JOBS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + client.key()
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n" + more + "\r\n";
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() {
        String body = padded(http.request("k", Map.of()), LIMIT);

        assertEquals(202, http.submit(client, body).status());
        assertEquals(
                202,
                http.ask(JOBS)
                        .as(client)
                        .chunked(body.getBytes(StandardCharsets.UTF_8))
                        .send()
                        .status());
    }

    @Test
    void one_byte_more_is_refused_announced_or_not() {
        String body = padded(http.request("k", Map.of()), LIMIT + 1);

        for (Answer answer : List.of(
                http.submit(client, body),
                http.ask(JOBS)
                        .as(client)
                        .chunked(body.getBytes(StandardCharsets.UTF_8))
                        .send())) {
            assertEquals(413, answer.status());
            assertEquals("payload_too_large", answer.code());
        }
        assertEquals(
                0,
                jobs.count(
                        "select count(*) from job where client_id = $1",
                        client.id().value()));
    }

    @Test
    void many_megabytes_are_refused_without_losing_the_answer() {
        Answer answer = http.submit(client, "x".repeat(12 << 20));

        assertEquals(413, answer.status());
        assertEquals("close", answer.header("Connection").orElse(""));
    }

    @Test
    void a_client_that_asks_first_is_refused_before_it_sends() throws IOException {
        try (RawHttp raw = RawHttp.open()) {
            raw.send(head(LIMIT + 1, "Expect: 100-continue\r\n"));

            assertTrue(raw.readUntil("\r\n").startsWith("HTTP/1.1 413 "));
        }
    }

    @Test
    void a_client_that_asks_first_is_let_go_on() throws IOException {
        String body = http.request("k", Map.of());
        try (RawHttp raw = RawHttp.open()) {
            raw.send(head(body.length(), "Expect: 100-continue\r\nConnection: close\r\n"));
            assertTrue(raw.readUntil("\r\n\r\n").startsWith("HTTP/1.1 100 "));
            raw.send(body);

            assertTrue(raw.readUntil("\r\n").startsWith("HTTP/1.1 202 "));
        }
    }

    @Test
    void a_refused_body_does_not_become_the_next_request() throws IOException {
        String smuggled = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (RawHttp raw = RawHttp.open()) {
            raw.send("POST " + JOBS
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                    + smuggled.length() + "\r\n\r\n" + smuggled
                    + "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answers = raw.readAll();

            assertTrue(answers.startsWith("HTTP/1.1 401 "), answers);
            assertTrue(answers.contains("HTTP/1.1 404 "), answers);
            assertFalse(answers.contains("HTTP/1.1 200 "), answers);
        }
    }
}
