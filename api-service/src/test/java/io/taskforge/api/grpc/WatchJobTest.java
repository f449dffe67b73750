package io.taskforge.api.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.BadRequest;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Rpc.Failure;
import io.taskforge.api.fixture.Sse;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.Lease;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.JobEvent;
import io.taskforge.tickets.v1.TicketsServiceGrpc;
import io.taskforge.tickets.v1.WatchJobRequest;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class WatchJobTest {

    private static final JobProgress HALF = new JobProgress(JobProgress.Phase.DRAFTING, 50, 3, "half");

    @Inject
    Rpc rpc;

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    JobStore store;

    private ClientWithKey client;

    @BeforeEach
    void aClient() {
        client = clients.withEveryScope();
    }

    private Iterator<JobEvent> watch(String job, long after) {
        return rpc.as(client)
                .watchJob(WatchJobRequest.newBuilder()
                        .setJobId(job)
                        .setAfterSequence(after)
                        .setIncludeDrafts(true)
                        .build());
    }

    private static List<JobEvent> rest(Iterator<JobEvent> events) {
        List<JobEvent> rest = new ArrayList<>();
        events.forEachRemaining(rest::add);
        return rest;
    }

    private Lease claimed(String job) {
        return jobs.claimed(JobId.parse(job).orElseThrow());
    }

    @Test
    void a_job_that_has_ended_is_told_as_over_rest_and_the_call_ends_well() throws InterruptedException {
        for (JobStatus status :
                List.of(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.EXPIRED)) {
            String job = jobs.in(status, client.id());
            List<JobEvent> overGrpc = rest(watch(job, 0));
            List<Sse.Event> overRest;
            try (Sse stream = Sse.open(http.base(), client, job, "")) {
                overRest = stream.rest();
            }

            assertEquals(
                    overRest.stream()
                            .map(event -> event.id() + event.name() + event.status())
                            .toList(),
                    overGrpc.stream()
                            .map(event -> event.getSequence()
                                    + event.getType()
                                    + event.getJob().getStatus())
                            .toList());
            assertEquals(
                    OffsetDateTime.parse(overRest.getFirst()
                                    .data()
                                    .path("occurred_at")
                                    .asText())
                            .toInstant()
                            .getNano(),
                    overGrpc.getFirst().getOccurredAt().getNanos());
            assertEquals(
                    rpc.as(client)
                            .getJob(GetJobRequest.newBuilder().setJobId(job).build()),
                    overGrpc.getLast().getJob());
            assertFalse(overGrpc.getFirst().getJob().hasFinishedAt());
        }
    }

    @Test
    void what_happens_to_a_job_is_told_as_it_happens() {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        Iterator<JobEvent> events = watch(job, 0);
        assertEquals("queued", events.next().getJob().getStatus());
        Lease lease = claimed(job);
        assertEquals("running", events.next().getJob().getStatus());
        Jobs.await(store.heartbeat(lease, Optional.of(HALF)));
        JobEvent progress = events.next();
        assertEquals("job.progress", progress.getType());
        assertEquals("half", progress.getJob().getProgress().getMessage());
        Jobs.await(store.completed(lease, 1, Jobs.RESULT, HALF));

        List<JobEvent> end = rest(events);
        assertEquals(1, end.size());
        assertEquals("job.terminal", end.getFirst().getType());
        assertTrue(end.getFirst().getJob().hasResultExpiresAt());
    }

    @Test
    void a_call_goes_on_after_what_the_client_knows() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        assertEquals(2, watch(job, 1).next().getSequence());
        assertEquals(List.of(), rest(watch(job, 3)), "nothing is left to tell");
    }

    @Test
    void what_is_no_event_of_the_job_is_refused() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());

        for (long after : new long[] {-1, 4, Long.MIN_VALUE, Long.MAX_VALUE}) {
            Failure failure = Rpc.failure(() -> watch(job, after).next());
            assertEquals(Status.Code.INVALID_ARGUMENT, failure.code());
            assertEquals("VALIDATION_FAILED", failure.reason().getReason());
            assertEquals(
                    "after_sequence",
                    failure.detail(BadRequest.class).getFieldViolations(0).getField());
        }
    }

    @Test
    void a_job_that_is_unknown_malformed_or_anothers_is_not_found() {
        String anothers = jobs.in(JobStatus.COMPLETED, clients.withEveryScope().id());

        for (String id : List.of(anothers, UUID.randomUUID().toString(), "x", "")) {
            Failure failure = Rpc.failure(() -> watch(id, 0).next());
            assertEquals(Status.Code.NOT_FOUND, failure.code());
            assertEquals("JOB_NOT_FOUND", failure.reason().getReason());
        }
    }

    @Test
    void a_client_that_takes_its_time_misses_nothing() throws InterruptedException {
        String job = jobs.in(JobStatus.QUEUED, client.id());
        Lease lease = claimed(job);
        IntStream.rangeClosed(1, 150)
                .forEach(i -> Jobs.await(store.heartbeat(
                        lease, Optional.of(new JobProgress(JobProgress.Phase.DRAFTING, 1, i, "x".repeat(300))))));
        Jobs.await(store.completed(lease, 1, Jobs.RESULT, HALF));
        BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        ClientCall<WatchJobRequest, JobEvent> call = slowCall(job, told);

        for (int i = 1; i <= 153; i++) {
            call.request(1);
            assertEquals((long) i, told.poll(20, TimeUnit.SECONDS));
            assertTrue(told.isEmpty() || i == 153, "no more than was asked for");
        }
        assertEquals(Status.Code.OK, told.poll(20, TimeUnit.SECONDS));
    }

    /** Tells the number of each event, and then how the call ended. */
    private ClientCall<WatchJobRequest, JobEvent> slowCall(String job, BlockingQueue<Object> told) {
        var call = rpc.channel()
                .newCall(
                        TicketsServiceGrpc.getWatchJobMethod(),
                        rpc.as(client).getCallOptions().withDeadlineAfter(60, TimeUnit.SECONDS));
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + client.key());
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onMessage(JobEvent event) {
                        told.add(event.getSequence());
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        told.add(status.getCode());
                    }
                },
                headers);
        call.sendMessage(WatchJobRequest.newBuilder().setJobId(job).build());
        call.halfClose();
        return call;
    }
}
