package io.taskforge.api.failure;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Endpoints;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class FrontDoorTest {

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Test
    void a_fit_request_id_is_repeated_and_an_unfit_one_replaced() {
        assertEquals("mine 1", idFor("mine 1"));
        assertEquals("x".repeat(128), idFor("x".repeat(128)));
        assertNotEquals("x".repeat(129), idFor("x".repeat(129)));
        String made = idFor("x".repeat(129));
        assertEquals(7, UUID.fromString(made).version());
        assertEquals(2, UUID.fromString(made).variant());
    }

    private String idFor(String asked) {
        return http.ask("/nowhere")
                .header("X-Request-Id", asked)
                .send()
                .header("X-Request-Id")
                .orElseThrow();
    }

    @Test
    void paths_that_are_none_are_not_found() {
        for (String path : List.of("/", "/nowhere", JOBS + "/a/b/c", "/tickets/v2/jobs")) {
            Answer answer = http.ask(path).send();
            assertEquals(404, answer.status(), path);
            assertEquals("not_found", answer.code(), path);
        }
    }

    @Test
    void methods_that_a_path_does_not_have_are_named() {
        ClientWithKey client = clients.withEveryScope();

        assertAllows(
                "GET, HEAD, OPTIONS, POST",
                http.ask(JOBS).as(client).method("PUT").send());
        assertAllows(
                "DELETE, GET, HEAD, OPTIONS",
                http.ask(JOBS + "/x").as(client).method("POST").send());
        assertAllows(
                "GET, HEAD, OPTIONS",
                http.ask(JOBS + "/x/result").as(client).method("DELETE").send());
    }

    private static void assertAllows(String methods, Answer answer) {
        assertEquals(405, answer.status());
        assertEquals("method_not_allowed", answer.code());
        assertEquals(methods, answer.header("Allow").orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("io.taskforge.api.fixture.Endpoints#guarded")
    void other_representations_are_not_acceptable(Endpoints.Endpoint endpoint) {
        Answer answer = http.ask(endpoint.path(UUID.randomUUID().toString()))
                .as(clients.withEveryScope())
                .method(endpoint.method())
                .header("Accept", "image/png")
                .send();

        assertEquals(406, answer.status());
        assertEquals(endpoint.answersWithBody() ? "not_acceptable" : "", answer.code());
    }

    @Test
    void health_needs_no_key() {
        assertEquals(
                "UP", http.ask("/q/health/live").send().body().path("status").asText());
        Answer ready = http.ask("/q/health/ready").send();
        assertEquals("UP", ready.body().path("status").asText());
        assertTrue(ready.response().body().contains("schema_version"));
    }
}
