package io.taskforge.api.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.api.fixture.TicketsClient.Ask;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class RetryTest {

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

    private Ask asking(String job) {
        return http.ask(TicketsClient.JOBS + "/" + job + "/retry").as(client).method("POST");
    }

    private Answer retry(String job, String key) {
        return asking(job).header("Idempotency-Key", key).send();
    }

    private String failed() {
        return jobs.in(JobStatus.FAILED, client.id());
    }

    private static String id(Answer answer) {
        assertEquals(202, answer.status(), () -> answer.response().body());
        return answer.body().path("job_id").asText();
    }

    private void erase(String job) {
        jobs.change(job, "input_erased_at = now(), title = null");
        clients.one(
                "update job_input set spec = null where job_id = $1 returning job_id", Tuple.of(UUID.fromString(job)));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"FAILED", "EXPIRED", "CANCELLED"})
    void a_job_that_did_not_complete_is_run_once_more_as_a_new_one(JobStatus status) throws InterruptedException {
        String source = jobs.in(status, client.id());
        JsonNode before = http.status(client, source).body();

        Answer answer = retry(source, "again");

        String made = id(answer);
        assertNotEquals(source, made);
        assertEquals("queued", answer.body().path("status").asText());
        assertEquals("false", answer.header("Idempotent-Replayed").orElseThrow());
        assertEquals(
                answer.body().path("status_url").asText(),
                answer.header("Location").orElseThrow());
        assertEquals("5", answer.header("Retry-After").orElseThrow());
        assertEquals(before, http.status(client, source).body(), "the first job stays as it is");
        Eventually.holds("it is rung", () -> jobs.dispatched(made));
    }

    @Test
    void the_new_job_has_all_that_the_old_one_was_asked_for() {
        String source = http.submit(
                        client,
                        http.request(
                                "first",
                                Map.of(
                                        "title",
                                        " Plan ",
                                        "spec",
                                        "a\r\nb é😀",
                                        "options",
                                        Map.of("ticket_count", 3, "model", "qwen3:1.7b"),
                                        "metadata",
                                        Map.of("team", "a"))))
                .body()
                .path("job_id")
                .asText();
        jobs.change(source, "callback_url = 'http://127.0.0.1:9/{job_id}'");
        http.cancel(client, source);

        String made = id(retry(source, "again"));

        assertEquals(1, jobs.count("""
                        select count(*) from job a join job_input ai on ai.job_id = a.id, job b join job_input bi on bi.job_id = b.id
                        where a.id = $1 and b.id = $2 and a.title = b.title and a.options = b.options and a.metadata = b.metadata
                          and a.callback_url = b.callback_url and ai.spec = bi.spec and ai.spec_sha256 = bi.spec_sha256
                          and ai.line_count = bi.line_count""", UUID.fromString(source), UUID.fromString(made)));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"QUEUED", "RUNNING", "CANCELLING", "COMPLETED"})
    void a_job_that_may_still_succeed_or_has_is_not_retried(JobStatus status) {
        String source = jobs.in(status, client.id());

        Answer answer = retry(source, "again");

        assertEquals(409, answer.status());
        assertEquals("job_not_retryable", answer.code());
        assertEquals(source, answer.body().at("/job/job_id").asText());
        assertEquals(status.word(), answer.body().at("/job/status").asText());
        assertEquals(
                1,
                jobs.count(
                        "select count(*) from job where client_id = $1",
                        client.id().value()));
    }

    @Test
    void a_job_that_is_unknown_malformed_or_anothers_is_not_found() {
        String anothers = jobs.in(JobStatus.FAILED, clients.withEveryScope().id());

        for (String id : List.of(anothers, UUID.randomUUID().toString(), "x")) {
            Answer answer = retry(id, "again");
            assertEquals(404, answer.status());
            assertEquals("job_not_found", answer.code());
        }
    }

    @Test
    void a_retry_needs_a_good_key() {
        String source = failed();

        assertKeyRefused("required", asking(source).send());
        assertKeyRefused(
                "required", asking(source).header("Idempotency-Key", "").send());
        assertKeyRefused(
                "required", asking(source).header("Idempotency-Key", "\"\"").send());
        assertKeyRefused("bad_format", retry(source, "a b"));
        assertKeyRefused("required", retry(source, "\"open"));
        assertKeyRefused("too_long", retry(source, "k".repeat(256)));
        assertKeyRefused(
                "required",
                asking(source)
                        .header("Idempotency-Key", "a")
                        .header("Idempotency-Key", "b")
                        .send());
        assertEquals(202, retry(source, "\"" + "k".repeat(255) + "\"").status());
    }

    private static void assertKeyRefused(String code, Answer answer) {
        assertEquals(400, answer.status());
        assertEquals("validation_failed", answer.code());
        assertEquals(1, answer.body().path("errors").size());
        assertEquals("/idempotency_key", answer.body().at("/errors/0/pointer").asText());
        assertEquals(code, answer.body().at("/errors/0/code").asText());
    }

    @Test
    void the_same_retry_finds_the_job_that_it_made() {
        String source = failed();
        String made = id(retry(source, "again"));
        http.cancel(client, made);

        Answer replay = retry(source, "\"again\"");

        assertEquals(made, id(replay));
        assertEquals("true", replay.header("Idempotent-Replayed").orElseThrow());
        assertEquals("cancelled", replay.body().path("status").asText(), "as it stands now");
        assertTrue(replay.header("Retry-After").isEmpty());
        assertNotEquals(made, id(retry(source, "once-more")));
        assertNotEquals(made, id(retry(made, "of-the-retry")));
    }

    @Test
    void forty_retries_at_once_under_one_key_make_one_job() {
        String source = failed();
        List<CompletableFuture<String>> sent = IntStream.range(0, 40)
                .mapToObj(i -> asking(source)
                        .header("Idempotency-Key", "again")
                        .sendAsync()
                        .thenApply(RetryTest::id))
                .toList();

        Set<String> ids = sent.stream().map(CompletableFuture::join).collect(Collectors.toSet());

        assertEquals(1, ids.size());
        assertEquals(
                2,
                jobs.count(
                        "select count(*) from job where client_id = $1",
                        client.id().value()));
    }

    @Test
    void a_key_belongs_to_what_it_was_first_used_for() {
        String source = failed();
        String other = failed();
        String submitted = http.submit(client, http.request("submitted", Map.of()))
                .body()
                .path("job_id")
                .asText();
        String made = id(retry(source, "again"));

        assertReused(submitted, retry(source, "submitted"));
        assertReused(made, retry(other, "again"));
        assertReused(made, http.submit(client, http.request("again", Map.of())));
        http.cancel(client, submitted);
        assertReused(submitted, retry(submitted, "submitted"));
    }

    private static void assertReused(String first, Answer answer) {
        assertEquals(422, answer.status());
        assertEquals("idempotency_key_reused", answer.code());
        assertEquals(first, answer.body().at("/job/job_id").asText());
    }

    @Test
    void a_job_whose_input_is_erased_cannot_be_run_again() {
        String source = failed();
        String made = id(retry(source, "before"));
        erase(source);

        Answer answer = retry(source, "after");

        assertEquals(410, answer.status());
        assertEquals("input_purged", answer.code());
        assertEquals(source, answer.body().at("/job/job_id").asText());
        assertEquals(made, id(retry(source, "before")), "a retry of the request that was accepted in time");
    }

    @Test
    void a_key_of_another_request_is_told_before_an_erased_input() {
        String source = failed();
        String submitted = http.submit(client, http.request("submitted", Map.of()))
                .body()
                .path("job_id")
                .asText();
        erase(source);

        assertReused(submitted, retry(source, "submitted"));
    }

    @Test
    void no_body_is_needed_and_an_empty_one_is_fine() {
        String source = failed();

        String made = id(retry(source, "again"));
        for (Ask same : List.of(
                asking(source).body("{}"),
                asking(source).body(" {} "),
                asking(source).body(""),
                asking(source).chunked("{}".getBytes(StandardCharsets.UTF_8)),
                asking(source).chunked(new byte[0]),
                asking(source).header("Content-Type", "text/plain"))) {
            assertEquals(made, id(same.header("Idempotency-Key", "again").send()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 malformed_json {",
                "400 malformed_json x",
                "400 validation_failed []",
                "400 validation_failed null",
                "400 unknown_field {\"idempotency_key\":\"again\"}",
                "400 unknown_field {\"a/b\":1,\"c\":{}}"
            })
    void a_body_that_says_anything_is_refused(String expected) {
        String[] parts = expected.split(" ", 3);
        Answer answer = asking(failed())
                .header("Idempotency-Key", "again")
                .body(parts[2])
                .send();

        assertEquals(Integer.parseInt(parts[0]), answer.status());
        assertEquals(parts[1], answer.code());
        assertEquals(
                1,
                jobs.count(
                        "select count(*) from job where client_id = $1",
                        client.id().value()));
    }

    @Test
    void a_body_of_another_type_or_over_the_limit_is_refused() {
        String source = failed();

        assertEquals(
                415,
                asking(source)
                        .chunkedAs("text/plain", "{}")
                        .header("Idempotency-Key", "k")
                        .send()
                        .status());
        assertEquals(
                413,
                asking(source)
                        .body(" ".repeat((1 << 20) + 1))
                        .header("Idempotency-Key", "k")
                        .send()
                        .status());
        assertEquals(
                400,
                asking(source)
                        .body("{" + "\"a\":1,".repeat(3) + "\"b\":1}")
                        .header("Idempotency-Key", "k")
                        .send()
                        .status());
    }

    @Test
    void the_limits_of_a_submission_hold_for_a_retry_and_not_for_its_replay() {
        clients.one(
                "update client set active_jobs_max = 1 where id = $1 returning id",
                Tuple.of(client.id().value()));
        String source = failed();
        String made = id(retry(source, "again"));

        Answer tooMany = retry(source, "another");
        assertEquals(429, tooMany.status());
        assertEquals("active_job_limit_reached", tooMany.code());
        assertEquals(made, id(retry(source, "again")));
    }

    @Test
    void a_model_that_is_not_offered_any_more_is_refused() {
        String source = failed();
        jobs.change(source, "options = options || '{\"model\": \"gone:1b\"}'");

        Answer answer = retry(source, "again");

        assertEquals(400, answer.status());
        assertEquals("model_not_allowed", answer.code());
        assertFalse(answer.response().body().contains("gone:1b"));
    }

    @Test
    void a_retry_needs_a_key_that_may_submit_and_the_right_method() {
        String path = TicketsClient.JOBS + "/" + failed() + "/retry";

        assertEquals(401, http.ask(path).method("POST").send().status());
        assertEquals(
                403,
                http.ask(path)
                        .as(clients.keyOf(client.id(), Scope.TICKETS_READ, Scope.TICKETS_CANCEL))
                        .method("POST")
                        .header("Idempotency-Key", "again")
                        .send()
                        .status());
        for (String method : List.of("GET", "PUT", "DELETE")) {
            Answer answer = http.ask(path).as(client).method(method).send();
            assertEquals(405, answer.status());
            assertEquals("OPTIONS, POST", answer.header("Allow").orElseThrow());
        }
    }
}
