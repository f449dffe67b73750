package io.taskforge.api.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Building on an earlier job is not there yet, and says so under the code that it will always have. */
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

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    @Test
    void a_base_job_has_a_code_of_its_own_when_nothing_else_is_wrong() {
        String own = jobs.in(JobStatus.COMPLETED, client.id());
        for (String id : List.of(own, UUID.randomUUID().toString(), "x")) {
            Answer answer = http.submit(client, http.request("k", Map.of("base_job_id", id)));
            assertEquals(400, answer.status());
            assertEquals("base_job_unusable", answer.code());
            assertEquals(1, answer.body().path("errors").size());
            assertEquals(
                    "/base_job_id",
                    answer.body().path("errors").get(0).path("pointer").asText());

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
    void with_another_fault_it_is_one_violation_among_others() {
        Answer answer = http.submit(client, http.request("k", Map.of("base_job_id", "x", "title", "")));

        assertEquals("validation_failed", answer.code());
        assertEquals(2, answer.body().path("errors").size());
    }

    @Test
    void none_is_none() {
        assertEquals(
                202,
                http.ask(TicketsClient.JOBS)
                        .as(client)
                        .body(http.request("k", Map.of()).replaceFirst("\\{", "{\"base_job_id\": null, "))
                        .send()
                        .status());
    }
}
