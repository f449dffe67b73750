package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
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
import io.taskforge.tickets.v1.Job;
import io.taskforge.tickets.v1.ListJobsRequest;
import io.taskforge.tickets.v1.ListJobsResponse;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class ListJobsTest {

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

    private ListJobsResponse list(ListJobsRequest.Builder request) {
        return rpc.as(client).listJobs(request.build());
    }

    private static ListJobsRequest.Builder request() {
        return ListJobsRequest.newBuilder();
    }

    private static List<String> ids(ListJobsResponse page) {
        return page.getJobsList().stream().map(Job::getJobId).toList();
    }

    private Answer overRest(String query) {
        return http.ask(TicketsClient.JOBS + query).as(client).send();
    }

    @Test
    void pages_are_those_of_rest() {
        for (JobStatus status : JobStatus.values()) {
            jobs.in(status, client.id());
        }
        List<String> overRest = new ArrayList<>();
        overRest("")
                .body()
                .path("jobs")
                .forEach(job -> overRest.add(job.path("job_id").asText()));

        ListJobsResponse first = list(request().setPageSize(4));
        ListJobsResponse second = list(request().setPageSize(4).setPageToken(first.getNextPageToken()));

        List<String> overGrpc = new ArrayList<>(ids(first));
        overGrpc.addAll(ids(second));
        assertEquals(overRest, overGrpc);
        assertEquals("", second.getNextPageToken());
        assertFalse(first.getJobs(0).hasQueuePosition());
    }

    @Test
    void a_token_goes_on_at_the_other_door() {
        List<String> all = List.of(
                jobs.in(JobStatus.QUEUED, client.id()),
                jobs.in(JobStatus.FAILED, client.id()),
                jobs.in(JobStatus.QUEUED, client.id()));
        Timestamp since = Timestamp.newBuilder().setSeconds(1_000).setNanos(1).build();
        String sinceText = Instant.ofEpochSecond(1_000, 1).toString();

        String fromRest = overRest("?page_size=1&status=queued&created_after=" + sinceText)
                .body()
                .path("next_page_token")
                .asText();
        assertEquals(
                List.of(all.getFirst()),
                ids(list(request().addStatus("queued").setCreatedAfter(since).setPageToken(fromRest))));

        String fromGrpc = list(request().setPageSize(2)).getNextPageToken();
        assertEquals(
                all.getFirst(),
                overRest("?page_token=" + URLEncoder.encode(fromGrpc, StandardCharsets.UTF_8))
                        .body()
                        .at("/jobs/0/job_id")
                        .asText());
        Failure other = Rpc.failure(() -> list(request().addStatus("queued").setPageToken(fromGrpc)));
        assertEquals(Status.Code.INVALID_ARGUMENT, other.code());
        assertEquals("INVALID_PAGE_TOKEN", other.reason().getReason());
        assertEquals(
                "page_token",
                other.detail(BadRequest.class).getFieldViolations(0).getField());
    }

    @Test
    void every_filter_filters() {
        String id = http.submit(client, http.request("k-1", Map.of()))
                .body()
                .path("job_id")
                .asText();
        String failed = jobs.in(JobStatus.FAILED, client.id());
        Timestamp created = rpc.as(client)
                .listJobs(request().addStatus("failed").build())
                .getJobs(0)
                .getCreatedAt();

        assertEquals(List.of(id), ids(list(request().setIdempotencyKey("k-1"))));
        assertEquals(List.of(failed), ids(list(request().addStatus("failed").addStatus("running"))));
        Timestamp before = Timestamps.subtract(created, Durations.fromNanos(1_000));
        assertEquals(List.of(failed), ids(list(request().setCreatedAfter(before))));
        assertEquals(List.of(), ids(list(request().setCreatedAfter(created))));
        assertEquals(List.of(id), ids(list(request().setCreatedBefore(created))));
    }

    @Test
    void both_doors_find_the_same_violations() {
        ListJobsRequest message = request()
                .setPageSize(-1)
                .addStatus("done")
                .setIdempotencyKey("k\0")
                .setCreatedAfter(Timestamp.newBuilder().setNanos(1_000_000_000))
                .setCreatedBefore(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))
                .build();
        Failure grpc = Rpc.failure(() -> rpc.as(client).listJobs(message));
        Answer rest = overRest("?page_size=-1&status=done&idempotency_key=k%00&created_after=x&created_before=99999");

        assertEquals(Status.Code.INVALID_ARGUMENT, grpc.code());
        assertEquals(rest.code().toUpperCase(Locale.ROOT), grpc.reason().getReason());
        List<String> overRest = new ArrayList<>();
        rest.body()
                .path("errors")
                .forEach(error -> overRest.add(error.path("pointer").asText().substring(1) + " "
                        + error.path("detail").asText()));
        assertEquals(
                overRest,
                grpc.detail(BadRequest.class).getFieldViolationsList().stream()
                        .map(each -> each.getField() + " " + each.getDescription())
                        .toList());
        assertEquals(5, overRest.size());
    }

    @Test
    void a_field_that_is_not_known_yet_is_refused_and_not_ignored() {
        UnknownFieldSet tomorrow = UnknownFieldSet.newBuilder()
                .addField(77, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        Failure failure = Rpc.failure(() -> list(request().setUnknownFields(tomorrow)));

        assertEquals("UNKNOWN_FIELD", failure.reason().getReason());
        assertEquals(
                "field_77",
                failure.detail(BadRequest.class).getFieldViolations(0).getField());
    }
}
