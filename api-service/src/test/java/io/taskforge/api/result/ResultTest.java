package io.taskforge.api.result;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.Sha256;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ResultTest {

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

    @Test
    void a_result_is_served_byte_for_byte_and_may_be_kept() {
        Answer answer = http.result(client, jobs.in(JobStatus.COMPLETED, client.id()));

        assertEquals(200, answer.status());
        assertEquals(Jobs.RESULT, answer.response().body());
        assertEquals(
                "\"sha256-" + HexFormat.of().formatHex(Sha256.of(Jobs.RESULT)) + "\"",
                answer.header("ETag").orElseThrow());
        assertEquals(
                "private, max-age=3600, immutable",
                answer.header("Cache-Control").orElseThrow());
        assertTrue(answer.header("Content-Type").orElseThrow().startsWith("application/json"));
    }

    @Test
    void a_head_tells_what_a_get_would() {
        String path = JOBS + "/" + jobs.in(JobStatus.COMPLETED, client.id()) + "/result";
        Answer get = http.ask(path).as(client).send();
        Answer head = http.ask(path).as(client).method("HEAD").send();

        assertEquals(200, head.status());
        assertEquals("", head.response().body());
        assertEquals(get.header("ETag"), head.header("ETag"));
        assertEquals(get.header("Cache-Control"), head.header("Cache-Control"));
    }

    @Test
    void who_has_it_already_gets_no_body() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        String tag = http.result(client, job).header("ETag").orElseThrow();

        for (String condition : List.of(tag, "\"a\", " + tag, "W/" + tag, "*")) {
            Answer answer = http.ask(JOBS + "/" + job + "/result")
                    .as(client)
                    .header("If-None-Match", condition)
                    .send();
            assertEquals(304, answer.status(), condition);
            assertEquals("", answer.response().body());
            assertEquals(tag, answer.header("ETag").orElseThrow());
        }
        assertEquals(
                200,
                http.ask(JOBS + "/" + job + "/result")
                        .as(client)
                        .header("If-None-Match", "\"other\"")
                        .send()
                        .status());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"QUEUED", "RUNNING", "CANCELLING"})
    void an_unfinished_job_has_no_result_yet(JobStatus status) {
        Answer answer = http.result(client, jobs.in(status, client.id()));

        assertEquals(409, answer.status());
        assertEquals("result_not_ready", answer.code());
        assertTrue(Integer.parseInt(answer.header("Retry-After").orElseThrow()) >= 3);
        assertTrue(answer.body().path("retryable").asBoolean());
        assertEquals(status.word(), answer.body().path("job").path("status").asText());
    }

    @ParameterizedTest
    @CsvSource({"FAILED, job_failed", "CANCELLED, job_cancelled", "EXPIRED, job_expired"})
    void a_job_that_ended_badly_never_has_one(JobStatus status, String code) {
        Answer answer = http.result(client, jobs.in(status, client.id()));

        assertEquals(409, answer.status());
        assertEquals(code, answer.code());
        assertTrue(answer.header("Retry-After").isEmpty());
        assertTrue(answer.body().path("job").path("error").has("code"));
    }

    @Test
    void a_result_that_is_no_longer_kept_is_gone() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        clients.one("delete from job_result where job_id = $1 returning job_id", Tuple.of(UUID.fromString(job)));

        Answer answer = http.result(client, job);

        assertEquals(410, answer.status());
        assertEquals("result_expired", answer.code());
    }

    @Test
    void no_job_no_result() {
        assertEquals(404, http.result(client, UUID.randomUUID().toString()).status());
        assertEquals(404, http.result(client, "x").status());
    }
}
