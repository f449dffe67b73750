package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.BadRequest;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Rpc.Failure;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.CancelJobRequest;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.GetResultRequest;
import io.taskforge.tickets.v1.GetSchemaRequest;
import io.taskforge.tickets.v1.SubmitJobRequest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class CallFailureTest {

    @Inject
    Rpc rpc;

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;

    @BeforeEach
    void aClient() {
        client = clients.withEveryScope();
    }

    @Test
    void a_job_that_is_unknown_malformed_or_anothers_is_not_found() {
        String anothers = jobs.in(JobStatus.COMPLETED, clients.withEveryScope().id());

        for (String id : List.of(anothers, UUID.randomUUID().toString(), "x", "")) {
            for (Failure failure : List.of(
                    Rpc.failure(() -> rpc.as(client)
                            .getJob(GetJobRequest.newBuilder().setJobId(id).build())),
                    Rpc.failure(() -> rpc.as(client)
                            .getResult(
                                    GetResultRequest.newBuilder().setJobId(id).build())),
                    Rpc.failure(() -> rpc.as(client)
                            .cancelJob(
                                    CancelJobRequest.newBuilder().setJobId(id).build())))) {
                assertEquals(Status.Code.NOT_FOUND, failure.code());
                assertEquals("JOB_NOT_FOUND", failure.reason().getReason());
                assertEquals(
                        id.length() == 36 ? id : "",
                        failure.detail(ResourceInfo.class).getResourceName());
            }
        }
    }

    @Test
    void a_result_that_is_not_ready_says_when_to_ask_again() {
        for (JobStatus status : List.of(JobStatus.QUEUED, JobStatus.RUNNING, JobStatus.CANCELLING)) {
            String id = jobs.in(status, client.id());
            Failure failure = noResult(id);

            assertEquals(Status.Code.FAILED_PRECONDITION, failure.code());
            assertEquals("RESULT_NOT_READY", failure.reason().getReason());
            assertEquals(status.word(), failure.reason().getMetadataOrThrow("job_status"));
            assertTrue(failure.detail(RetryInfo.class).getRetryDelay().getSeconds() >= 3);
            assertPrecondition(id, failure);
        }
    }

    @Test
    void a_job_without_a_result_says_how_it_ended() {
        Map<JobStatus, String> reasons = Map.of(
                JobStatus.FAILED, "JOB_FAILED",
                JobStatus.CANCELLED, "JOB_CANCELLED",
                JobStatus.EXPIRED, "JOB_EXPIRED");
        reasons.forEach((status, reason) -> {
            String id = jobs.in(status, client.id());
            Failure failure = noResult(id);

            assertEquals(Status.Code.FAILED_PRECONDITION, failure.code());
            assertEquals(reason, failure.reason().getReason());
            assertFalse(failure.has(RetryInfo.class), "it never will have one");
            assertPrecondition(id, failure);
        });
    }

    @Test
    void a_result_no_longer_kept_is_not_found_under_a_reason_of_its_own() {
        String id = jobs.in(JobStatus.COMPLETED, client.id());
        jobs.count(
                "with gone as (delete from job_result where job_id = $1 returning 1) select count(*) from gone",
                UUID.fromString(id));
        Failure failure = noResult(id);

        assertEquals(Status.Code.NOT_FOUND, failure.code());
        assertEquals("RESULT_EXPIRED", failure.reason().getReason());
        assertEquals(id, failure.detail(ResourceInfo.class).getResourceName());
    }

    @Test
    void a_job_that_has_ended_cannot_be_cancelled() {
        for (JobStatus status : List.of(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.EXPIRED)) {
            String id = jobs.in(status, client.id());
            Failure failure = Rpc.failure(() -> rpc.as(client)
                    .cancelJob(CancelJobRequest.newBuilder().setJobId(id).build()));

            assertEquals(Status.Code.FAILED_PRECONDITION, failure.code());
            assertEquals("JOB_NOT_CANCELLABLE", failure.reason().getReason());
            assertEquals("Job is already " + status.word() + ".", failure.message());
            assertPrecondition(id, failure);
        }
    }

    private Failure noResult(String id) {
        return Rpc.failure(() -> rpc.as(client)
                .getResult(GetResultRequest.newBuilder().setJobId(id).build()));
    }

    private static void assertPrecondition(String id, Failure failure) {
        var violation = failure.detail(PreconditionFailure.class).getViolations(0);
        assertEquals("STATUS", violation.getType());
        assertEquals(id, violation.getSubject());
        assertEquals(failure.message(), violation.getDescription());
    }

    @Test
    void an_empty_request_lists_everything_it_lacks() {
        Failure failure = Rpc.failure(() -> rpc.as(client).submitJob(SubmitJobRequest.getDefaultInstance()));

        assertEquals(Status.Code.INVALID_ARGUMENT, failure.code());
        assertEquals(
                List.of("idempotency_key", "schema_version", "spec", "title"),
                failure.detail(BadRequest.class).getFieldViolationsList().stream()
                        .map(BadRequest.FieldViolation::getField)
                        .toList());
        assertEquals("4", failure.reason().getMetadataOrThrow("violation_count"));
    }

    @Test
    void another_schema_version_is_refused_alone() {
        Failure failure = Rpc.failure(() -> rpc.as(client)
                .submitJob(Rpc.request("").setSchemaVersion("tickets.input.v2").build()));

        assertEquals(Status.Code.INVALID_ARGUMENT, failure.code());
        assertEquals("UNSUPPORTED_SCHEMA_VERSION", failure.reason().getReason());
        assertEquals(1, failure.detail(BadRequest.class).getFieldViolationsCount());
    }

    @Test
    void more_violations_than_trailers_can_carry_are_counted() {
        SubmitJobRequest.Builder request = Rpc.request("k");
        for (int i = 0; i < 90; i++) {
            request.putMetadata("n".repeat(60) + i, "x".repeat(513));
        }
        Failure failure = Rpc.failure(() -> rpc.as(client).submitJob(request.build()));

        int told = failure.detail(BadRequest.class).getFieldViolationsCount();
        assertTrue(told > 10 && told < 90, () -> told + " violations");
        assertEquals("91", failure.reason().getMetadataOrThrow("violation_count"));
    }

    @Test
    void an_error_of_ours_tells_the_client_nothing_but_its_number() {
        String id = jobs.completedWith("{\"tickets\": 7}", client.id());
        Failure failure = noResult(id);

        assertEquals(Status.Code.INTERNAL, failure.code());
        assertEquals("INTERNAL_ERROR", failure.reason().getReason());
        assertEquals("The error is logged under the request id; try again later.", failure.message());
    }

    @Test
    void a_request_is_named_by_its_client_when_the_name_is_fit_to_repeat() {
        Metadata headers = new Metadata();
        headers.put(Rpc.REQUEST_ID, "mine-1");

        var thrown = assertThrows(
                StatusRuntimeException.class, () -> rpc.with(headers).getSchema(GetSchemaRequest.getDefaultInstance()));

        assertEquals("mine-1", thrown.getTrailers().get(Rpc.REQUEST_ID));
    }

    @Test
    void a_message_over_the_limit_is_cut_off() {
        SubmitJobRequest tooLarge =
                Rpc.request("k").setSpec("x".repeat(1 << 20)).build();

        var thrown =
                assertThrows(StatusRuntimeException.class, () -> rpc.as(client).submitJob(tooLarge));

        assertEquals(Status.Code.RESOURCE_EXHAUSTED, thrown.getStatus().getCode());
        assertTrue(
                rpc.as(client).getSchema(GetSchemaRequest.getDefaultInstance()).hasLimits(), "the connection goes on");
    }

    @Test
    void health_is_served_without_a_key() {
        var health = HealthGrpc.newBlockingStub(rpc.channel());

        for (String service : List.of("", "taskforge.tickets.v1.TicketsService")) {
            assertEquals(
                    ServingStatus.SERVING,
                    health.check(HealthCheckRequest.newBuilder()
                                    .setService(service)
                                    .build())
                            .getStatus());
        }
    }
}
