package io.taskforge.api.submission;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.BadRequest;
import io.grpc.Status;
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
import io.taskforge.model.job.JobStatus;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Building on an earlier job, as far as the doors are concerned. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class BaseJobTest {

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;
    private String base;

    @BeforeEach
    void makeClientWithAResult() {
        client = clients.withEveryScope();
        base = jobs.in(JobStatus.COMPLETED, client.id());
    }

    private Answer submit(String key, String baseJob) {
        return http.submit(client, http.request(key, Map.of("base_job_id", baseJob)));
    }

    private Answer retry(String job, String key) {
        return http.ask(JOBS + "/" + job + "/retry")
                .as(client)
                .method("POST")
                .header("Idempotency-Key", key)
                .send();
    }

    /** As the sweeper does, or as time alone does. */
    private void outlive(String job, boolean swept) {
        String sql = swept
                ? "delete from job_result where job_id = $1 returning job_id"
                : "update job_result set expires_at = now() - interval '1 second' where job_id = $1 returning job_id";
        clients.one(sql, Tuple.of(UUID.fromString(job)));
    }

    @Test
    void a_completed_job_can_be_built_on_and_the_new_one_keeps_its_name() {
        Answer answer = submit("k", base);

        assertEquals(202, answer.status());
        String made = answer.body().path("job_id").asText();
        assertEquals(UUID.fromString(base), jobs.row(made).getUUID("base_job_id"));
        assertFalse(answer.body().has("base_job_id"));
    }

    @Test
    void the_same_request_over_grpc_is_a_replay() {
        String made = submit("k", base).body().path("job_id").asText();

        var replayed =
                rpc.as(client).submitJob(Rpc.request("k").setBaseJobId(base).build());

        assertTrue(replayed.getReplayed());
        assertEquals(made, replayed.getJob().getJobId());
    }

    @Test
    void another_base_is_another_request() {
        submit("k", base);

        Answer answer = submit("k", jobs.in(JobStatus.COMPLETED, client.id()));

        assertEquals("idempotency_key_reused", answer.code());
    }

    @Test
    void whatever_is_wrong_with_a_base_the_answer_is_the_same() {
        List<String> unusable = new ArrayList<>();
        unusable.add(UUID.randomUUID().toString());
        unusable.add(jobs.in(JobStatus.COMPLETED, clients.withEveryScope().id()));
        for (JobStatus status : JobStatus.values()) {
            if (status != JobStatus.COMPLETED) {
                unusable.add(jobs.in(status, client.id()));
            }
        }
        for (boolean swept : new boolean[] {true, false}) {
            String outlived = jobs.in(JobStatus.COMPLETED, client.id());
            outlive(outlived, swept);
            unusable.add(outlived);
        }
        String first = null;
        for (String id : unusable) {
            Answer answer = submit("k", id);
            assertEquals(400, answer.status());
            assertEquals("base_job_unusable", answer.code());
            assertEquals("/base_job_id", answer.body().at("/errors/0/pointer").asText());
            String said = answer.body().path("detail").asText() + answer.body().path("errors");
            first = first == null ? said : first;
            assertEquals(first, said);

            Failure failure = Rpc.failure(() ->
                    rpc.as(client).submitJob(Rpc.request("k").setBaseJobId(id).build()));
            assertEquals(Status.Code.INVALID_ARGUMENT, failure.code());
            assertEquals("BASE_JOB_UNUSABLE", failure.reason().getReason());
            assertEquals(
                    "base_job_id",
                    failure.detail(BadRequest.class).getFieldViolations(0).getField());
        }
    }

    @Test
    void a_refused_base_uses_up_no_key() {
        submit("k", UUID.randomUUID().toString());

        assertEquals(202, submit("k", base).status());
    }

    @Test
    void an_accepted_request_is_replayed_when_its_base_has_gone() {
        String made = submit("k", base).body().path("job_id").asText();
        outlive(base, true);

        Answer again = submit("k", base);

        assertEquals(202, again.status());
        assertEquals(made, again.body().path("job_id").asText());
        assertEquals("base_job_unusable", submit("other", base).code());
    }

    @Test
    void a_used_key_is_told_before_a_base_that_is_gone() {
        http.submit(client, http.request("k", Map.of()));
        outlive(base, true);

        assertEquals("idempotency_key_reused", submit("k", base).code());
    }

    @Test
    void what_else_is_wrong_is_told_first() {
        Answer answer = http.submit(
                client,
                http.request("k", Map.of("base_job_id", UUID.randomUUID().toString(), "title", "")));

        assertEquals("validation_failed", answer.code());
        assertEquals(1, answer.body().path("errors").size());
    }

    @Test
    void a_request_that_is_only_checked_is_told_of_its_base_too() {
        assertEquals(
                200,
                http.submit(client, http.request("k", Map.of("base_job_id", base, "validate_only", true)))
                        .status());
        outlive(base, false);

        Answer answer = http.submit(client, http.request("k", Map.of("base_job_id", base, "validate_only", true)));

        assertEquals("base_job_unusable", answer.code());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"FAILED", "CANCELLED", "EXPIRED"})
    void a_retry_builds_on_the_same_base(JobStatus status) {
        String first = jobs.in(status, client.id());
        jobs.change(first, "base_job_id = '" + base + "'");

        Answer again = retry(first, "again");

        assertEquals(202, again.status());
        assertEquals(
                UUID.fromString(base),
                jobs.row(again.body().path("job_id").asText()).getUUID("base_job_id"));
    }

    @Test
    void a_retry_whose_base_has_gone_is_refused_unless_it_was_accepted_before() {
        String first = jobs.in(JobStatus.FAILED, client.id());
        jobs.change(first, "base_job_id = '" + base + "'");
        String made = retry(first, "before").body().path("job_id").asText();
        outlive(base, true);

        Answer refused = retry(first, "after");

        assertEquals("base_job_unusable", refused.code());
        assertEquals(first, refused.body().at("/job/job_id").asText());
        assertEquals(made, retry(first, "before").body().path("job_id").asText());
    }

    @Test
    void none_is_none() {
        assertEquals(
                202,
                http.ask(JOBS)
                        .as(client)
                        .body(http.request("k", Map.of()).replaceFirst("\\{", "{\"base_job_id\": null, "))
                        .send()
                        .status());
    }
}
