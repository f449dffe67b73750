package io.taskforge.api.result;

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
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Rpc.Failure;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.Sha256;
import io.taskforge.tickets.v1.GetResultRequest;
import io.taskforge.tickets.v1.TicketsResult;
import jakarta.inject.Inject;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was drafted of a job that has no result, over both doors. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class PartialResultTest {

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    private Answer ask(String job, String query) {
        return http.ask(JOBS + "/" + job + "/result" + query).as(client).send();
    }

    private TicketsResult call(String job, boolean partial) {
        return rpc.as(client)
                .getResult(GetResultRequest.newBuilder()
                        .setJobId(job)
                        .setPartial(partial)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({"FAILED, job_failed", "CANCELLED, job_cancelled", "EXPIRED, job_expired"})
    void a_job_without_a_result_says_where_its_drafts_are_and_they_are_there(JobStatus end, String code) {
        String job = jobs.draftedThenIn(end, client.id());
        Answer none = ask(job, "");

        assertEquals(409, none.status());
        assertEquals(code, none.code());
        String url = none.body().path("partial_result_url").asText();
        assertEquals(JOBS + "/" + job + "/result?partial=true", url);
        Answer drafts = http.ask(url).as(client).send();
        assertEquals(200, drafts.status());
        assertEquals(Jobs.PARTIAL, drafts.response().body());
        assertTrue(drafts.body().at("/generation/partial").asBoolean());
        assertEquals(409, ask(job, "?partial=false").status());

        Failure failure = Rpc.failure(() -> call(job, false));
        assertEquals(url, failure.reason().getMetadataOrThrow("partial_result_url"));
        TicketsResult message = call(job, true);
        assertTrue(message.getGeneration().getPartial());
        assertEquals("Balance", message.getTickets(0).getTitle());
    }

    @Test
    void drafts_of_a_job_that_has_ended_never_change_and_may_be_kept() {
        String job = jobs.draftedThenIn(JobStatus.FAILED, client.id());
        Answer drafts = ask(job, "?partial=true");
        String tag = "\"sha256-" + HexFormat.of().formatHex(Sha256.of(Jobs.PARTIAL)) + "\"";

        assertEquals(tag, drafts.header("ETag").orElseThrow());
        assertEquals(
                "private, max-age=3600, immutable",
                drafts.header("Cache-Control").orElseThrow());
        assertEquals(
                304,
                http.ask(JOBS + "/" + job + "/result?partial=true")
                        .as(client)
                        .header("If-None-Match", tag)
                        .send()
                        .status());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"QUEUED", "RUNNING", "CANCELLING"})
    void a_job_that_has_not_ended_has_no_result_yet_whatever_will_do(JobStatus status) {
        Answer answer = ask(jobs.draftedThenIn(status, client.id()), "?partial=true");

        assertEquals(409, answer.status());
        assertEquals("result_not_ready", answer.code());
        assertTrue(answer.header("Retry-After").isPresent());
        assertFalse(answer.body().has("partial_result_url"));
    }

    @Test
    void a_completed_job_has_its_result_whatever_will_do() {
        Answer answer = ask(jobs.draftedThenIn(JobStatus.COMPLETED, client.id()), "?partial=true");

        assertEquals(200, answer.status());
        assertEquals(Jobs.RESULT, answer.response().body());
    }

    @ParameterizedTest
    @CsvSource({"FAILED, job_failed", "CANCELLED, job_cancelled", "EXPIRED, job_expired"})
    void a_job_that_drafted_nothing_has_nothing(JobStatus end, String code) {
        String job = jobs.in(end, client.id());

        for (String query : List.of("", "?partial=true")) {
            Answer answer = ask(job, query);
            assertEquals(409, answer.status());
            assertEquals(code, answer.code());
            assertFalse(answer.body().has("partial_result_url"));
        }
        assertFalse(Rpc.failure(() -> call(job, true)).reason().containsMetadata("partial_result_url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "TRUE", "1", "true&partial=true"})
    void whether_drafts_will_do_is_true_or_false(String partial) {
        Answer answer = ask(jobs.draftedThenIn(JobStatus.FAILED, client.id()), "?partial=" + partial);

        assertEquals(400, answer.status());
        assertEquals("validation_failed", answer.code());
        assertEquals("/partial", answer.body().at("/errors/0/pointer").asText());
    }

    @Test
    void anothers_drafts_look_like_none_and_need_a_key_that_may_read() {
        String job = jobs.draftedThenIn(JobStatus.FAILED, client.id());
        String path = JOBS + "/" + job + "/result?partial=true";
        ClientWithKey stranger = clients.withEveryScope();

        Answer anothers = http.ask(path).as(stranger).send();
        Answer nobodys = http.ask(path.replace(job, UUID.randomUUID().toString()))
                .as(stranger)
                .send();
        assertEquals(404, anothers.status());
        assertEquals("job_not_found", anothers.code());
        assertEquals(nobodys.body().path("detail"), anothers.body().path("detail"));
        assertEquals(401, http.ask(path).send().status());
        assertEquals(
                403,
                http.ask(path)
                        .as(clients.keyOf(client.id(), Scope.TICKETS_SUBMIT))
                        .send()
                        .status());
        assertEquals(
                "JOB_NOT_FOUND",
                Rpc.failure(() -> rpc.as(stranger)
                                .getResult(GetResultRequest.newBuilder()
                                        .setJobId(job)
                                        .setPartial(true)
                                        .build()))
                        .reason()
                        .getReason());
    }
}
