package io.taskforge.api.submission;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class SubmissionTest {

    private static final String ALIAS = "/v1/task-generation/jobs";

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;
    private String key;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
        key = UUID.randomUUID().toString();
    }

    @Test
    void a_good_request_is_accepted_with_all_that_the_client_needs_next() {
        Answer answer = http.submit(client, http.request(key, Map.of("metadata", Map.of("team", "a"))));

        assertEquals(202, answer.status());
        String path = JOBS + "/" + answer.body().path("job_id").asText();
        assertEquals(path, answer.header("Location").orElseThrow());
        assertEquals("5", answer.header("Retry-After").orElseThrow());
        assertEquals("false", answer.header("Idempotent-Replayed").orElseThrow());
        assertEquals("no-store", answer.header("Cache-Control").orElseThrow());
        assertEquals(path, answer.body().path("status_url").asText());
        assertEquals(path + "/result", answer.body().path("result_url").asText());
        assertEquals("queued", answer.body().path("status").asText());
        assertFalse(answer.body().path("terminal").asBoolean(true));
        assertEquals("Ledger", answer.body().path("title").asText());
        assertEquals(5_000, answer.body().path("poll_after_ms").asInt());
        assertEquals("waiting", answer.body().path("progress").path("phase").asText());
        assertEquals("a", answer.body().path("metadata").path("team").asText());
        assertTrue(answer.body()
                .path("created_at")
                .asText()
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00"));
    }

    @Test
    void the_spec_is_stored_with_its_line_ends_normalised_and_the_title_trimmed() {
        String id = http.submit(client, http.request(key, Map.of("spec", "a\r\nb\rc", "title", "  Plan\t")))
                .body()
                .path("job_id")
                .asText();

        var row = clients.one(
                "select spec, line_count, title from job join job_input on job_id = id where id = $1",
                Tuple.of(UUID.fromString(id)));

        assertEquals("a\nb\nc", row.getString("spec"));
        assertEquals(3, row.getInteger("line_count"));
        assertEquals("Plan", row.getString("title"));
    }

    @Test
    void the_alias_is_the_same_door_and_names_the_canonical_one() {
        String body = http.request(key, Map.of());
        Answer first = http.ask(ALIAS).as(client).body(body).send();
        Answer second = http.submit(client, body);

        assertEquals(202, first.status());
        assertEquals(
                "</tickets/v1/jobs>; rel=\"canonical\"", first.header("Link").orElseThrow());
        assertEquals("true", second.header("Idempotent-Replayed").orElseThrow());
        assertEquals(first.body().path("job_id"), second.body().path("job_id"));
        assertTrue(second.header("Link").isEmpty());

        Answer refused = http.ask(ALIAS).as(client).body("{}").send();
        assertEquals(400, refused.status());
        assertEquals(first.header("Link"), refused.header("Link"));
    }

    @Test
    void the_key_may_come_in_the_header_quoted_or_bare_and_fingerprints_the_same() {
        String inBody = http.request(key, Map.of());
        String without = http.request(key, Map.of("idempotency_key", TicketsClient.REMOVED));
        Answer first = http.submit(client, inBody);

        for (String header : List.of(key, "\"" + key + "\"")) {
            Answer again = http.ask(JOBS)
                    .as(client)
                    .header("Idempotency-Key", header)
                    .body(without)
                    .send();
            assertEquals(first.body().path("job_id"), again.body().path("job_id"), header);
        }
        assertEquals(
                "true",
                http.ask(JOBS)
                        .as(client)
                        .header("Idempotency-Key", key)
                        .body(inBody)
                        .send()
                        .header("Idempotent-Replayed")
                        .orElseThrow());
    }

    @Test
    void header_and_body_that_name_different_keys_are_refused() {
        Answer answer = http.ask(JOBS)
                .as(client)
                .header("Idempotency-Key", "another")
                .body(http.request(key, Map.of()))
                .send();

        assertEquals(400, answer.status());
        assertEquals("idempotency_key_mismatch", answer.code());
        assertFalse(answer.response().body().contains(key), "a key is never repeated");
        assertEquals("inconsistent", answer.body().at("/errors/0/code").asText());
    }

    @Test
    void different_keys_hide_nothing_else_that_is_wrong() {
        Answer answer = http.ask(JOBS)
                .as(client)
                .header("Idempotency-Key", "another")
                .body(http.request("k", Map.of("title", " ")))
                .send();

        assertEquals("validation_failed", answer.code());
        assertEquals(2, answer.body().path("errors").size());
    }

    @Test
    void an_accepted_job_rings_within_a_moment() throws InterruptedException {
        String id = http.submitted(client);

        Eventually.holds("dispatched", () -> jobs.dispatched(id));
    }
}
