package io.taskforge.api.failure;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.RawHttp;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP allows and hardly anybody sends. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class HttpTrapsTest {

    private static final String UPGRADE =
            "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n";

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    private static String raw(String request) throws IOException {
        try (RawHttp raw = RawHttp.open()) {
            raw.send(request);
            return raw.readAll();
        }
    }

    private String authorization() {
        return "Authorization: Bearer " + client.key() + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "TRACE", "PATCH", "PUT", "PROPFIND", "get"})
    void methods_that_nobody_offers_are_not_allowed(String method) throws IOException {
        String answer = raw(method + " " + JOBS + "/x HTTP/1.1\r\nHost: localhost\r\n" + authorization()
                + "Connection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 405 "), answer);
        assertTrue(answer.contains("\r\nAllow: DELETE, GET, HEAD, OPTIONS\r\n"), answer);
        assertTrue(answer.contains("\"method_not_allowed\""), answer);
        assertFalse(answer.contains(client.key()), "what was sent is not sent back");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /tickets/v1/jobs/x           | DELETE, GET, HEAD, OPTIONS
            /tickets/v1/jobs/x/result    | GET, HEAD, OPTIONS
            /v1/task-generation/jobs     | OPTIONS, POST
            """)
    void the_methods_of_a_path_are_named_when_asked_for(String path, String methods) {
        Answer answer = http.ask(path).method("OPTIONS").send();

        assertEquals(200, answer.status());
        assertEquals(methods, answer.header("Allow").orElseThrow());
    }

    @Test
    void what_has_no_path_has_no_methods() {
        Answer answer = http.ask("/nowhere").method("OPTIONS").send();

        assertEquals(404, answer.status());
        assertTrue(answer.header("Allow").isEmpty());
    }

    @Test
    void a_head_is_a_get_without_its_body() {
        String job = http.submitted(client);
        Answer get = http.status(client, job);
        Answer head = http.ask(JOBS + "/" + job).as(client).method("HEAD").send();

        assertEquals(200, head.status());
        assertEquals("", head.response().body());
        for (String header : new String[] {"ETag", "Cache-Control", "Retry-After"}) {
            assertEquals(get.header(header), head.header(header), header);
        }
        assertTrue(head.header("Content-Type").orElseThrow().startsWith("application/json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\rX-Evil: 1",
                "a\nX-Evil: 1",
                "a\r\n X-Evil: 1",
                "a\u0000b",
                "a%0d%0aX-Evil: 1",
                "a\\r\\nX-Evil: 1",
                "a\u00e9\u010d\u010aX-Evil: 1"
            })
    void no_header_can_be_smuggled_into_an_answer_by_a_request_id(String id) throws IOException {
        String answer = raw("GET " + JOBS + "/x HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: " + id
                + "\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertTrue(
                answer.lines().takeWhile(line -> !line.isEmpty()).noneMatch(line -> line.strip()
                        .startsWith("X-Evil")),
                answer);
    }

    /** Its first request asks for HTTP/2; a consent is what it may wait behind for ever. */
    @Test
    void a_client_of_the_jdk_as_it_comes_is_answered_in_http_1_1() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(http.base() + JOBS))
                                .header("Authorization", "Bearer " + client.key())
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        http.request(UUID.randomUUID().toString(), Map.of())))
                                .build(),
                        BodyHandlers.ofString());

        assertEquals(202, answer.statusCode(), answer::body);
        assertEquals(HttpClient.Version.HTTP_1_1, answer.version());
    }

    @Test
    void an_upgrade_to_http_2_is_passed_over() throws IOException {
        try (RawHttp raw = RawHttp.open()) {
            raw.send("POST " + JOBS + " HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

            String answer = raw.readUntil("\"code\":\"missing_credentials\"");
            assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
            assertTrue(answer.endsWith("\"missing_credentials\""), answer);
        }
    }

    @Test
    void whoever_begins_in_http_2_is_refused_in_words() throws IOException {
        String answer = raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertTrue(answer.contains(" 400 Bad Request\r\n"), answer);
    }

    @Test
    void other_upgrades_are_passed_over() throws IOException {
        try (RawHttp raw = RawHttp.open()) {
            raw.send(
                    "GET " + JOBS + "/x HTTP/1.1\r\nHost: localhost\r\n" + authorization()
                            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n");

            assertTrue(raw.readUntil("\r\n").startsWith("HTTP/1.1 404 "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Length: 3\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 0x2\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: gzip\r\n",
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n"
            })
    void a_body_of_doubtful_length_makes_no_job_and_no_second_request(String framing) throws IOException {
        String answer = raw("POST " + JOBS + " HTTP/1.1\r\nHost: localhost\r\n" + authorization()
                + "Content-Type: application/json\r\n" + framing + "Connection: close\r\n\r\n"
                + "0\r\n\r\nGET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertFalse(answer.contains("HTTP/1.1 202 "), answer);
        assertFalse(answer.contains("HTTP/1.1 200 "), answer);
    }
}
