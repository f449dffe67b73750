package io.taskforge.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.RetryInfo;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Sse;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.JobEvent;
import io.taskforge.tickets.v1.WatchJobRequest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many streams a client may have open, over both doors together, and that every end of a stream makes room for the next. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class StreamLimitTest {

    private static final int AT_MOST = 5;

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    OpenStreams open;

    @Inject
    JobNews news;

    private ClientWithKey client;
    private String job;

    @BeforeEach
    void aClientWithAJob() {
        client = clients.withEveryScope();
        job = jobs.in(JobStatus.RUNNING, client.id());
    }

    private Sse stream() {
        return Sse.open(http.base(), client, job, "");
    }

    private Iterator<JobEvent> call() {
        return rpc.as(client)
                .watchJob(WatchJobRequest.newBuilder().setJobId(job).build());
    }

    private Answer asking() {
        return http.ask(TicketsClient.JOBS + "/" + job + "/events").as(client).send();
    }

    private void nobodyWatches() throws InterruptedException {
        Eventually.holds("every place is given back", () -> open.of(client.id()) == 0);
    }

    private void end() {
        http.cancel(client, job);
        jobs.change(job, "cancel_requested_at = now() - interval '1 hour'");
        jobs.endCancelled();
    }

    @Test
    void a_stream_too_many_is_refused_at_both_doors() throws InterruptedException {
        List<Sse> streams = new ArrayList<>();
        IntStream.range(0, AT_MOST - 1).forEach(i -> streams.add(stream()));
        Iterator<JobEvent> call = call();
        call.next();

        Answer rest = asking();
        Rpc.Failure grpc = Rpc.failure(() -> call().next());

        assertEquals(429, rest.status());
        assertEquals("rate_limited", rest.code());
        assertEquals("5", rest.header("Retry-After").orElseThrow());
        assertEquals(Status.Code.RESOURCE_EXHAUSTED, grpc.code());
        assertEquals("RATE_LIMITED", grpc.reason().getReason());
        assertEquals(5, grpc.detail(RetryInfo.class).getRetryDelay().getSeconds());
        assertEquals(AT_MOST, open.of(client.id()), "a refusal takes no place");
        ClientWithKey other = clients.withEveryScope();
        try (Sse others = Sse.open(http.base(), other, jobs.in(JobStatus.RUNNING, other.id()), "")) {
            assertEquals(200, others.response().statusCode());
        }

        end();
        for (Sse stream : streams) {
            assertEquals("job.terminal", stream.rest().getLast().name());
        }
        call.forEachRemaining(event -> {});
        nobodyWatches();
    }

    @Test
    void of_many_at_once_as_many_are_let_in_as_may_be() {
        List<CompletableFuture<Sse>> opening = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(this::stream))
                .toList();
        List<Sse> streams = opening.stream().map(CompletableFuture::join).toList();

        assertEquals(
                AT_MOST,
                streams.stream()
                        .filter(stream -> stream.response().statusCode() == 200)
                        .count());
        streams.forEach(Sse::close);
    }

    @Test
    void a_client_without_limits_may_watch_as_much_as_it_likes() {
        clients.one(
                "update client set limits_exempt = true where id = $1 returning id",
                Tuple.of(client.id().value()));
        List<Sse> streams = new ArrayList<>();
        IntStream.range(0, AT_MOST + 3).forEach(i -> streams.add(stream()));

        streams.forEach(stream -> assertEquals(200, stream.response().statusCode()));
        streams.forEach(Sse::close);
    }

    @Test
    void a_client_that_hangs_up_makes_room() throws InterruptedException {
        int others = news.waiting();
        for (int i = 0; i < 2 * AT_MOST; i++) {
            try (Sse stream = stream()) {
                assertEquals(200, stream.response().statusCode());
                stream.next();
            }
            nobodyWatches();
        }
        Eventually.holds("nobody waits for it", () -> news.waiting() <= others);
    }

    @Test
    void a_call_that_is_cancelled_makes_room() throws InterruptedException {
        Context.CancellableContext context = Context.current().withCancellation();
        context.run(() -> assertEquals(1, call().next().getSequence()));
        assertEquals(1, open.of(client.id()));

        context.cancel(null);

        nobodyWatches();
    }

    @Test
    void a_call_whose_deadline_passes_makes_room() throws InterruptedException {
        Iterator<JobEvent> call = rpc.as(client)
                .withDeadlineAfter(1, TimeUnit.SECONDS)
                .watchJob(WatchJobRequest.newBuilder().setJobId(job).build());
        call.next();
        call.next();

        var late = assertThrows(StatusRuntimeException.class, call::next);

        assertEquals(Status.Code.DEADLINE_EXCEEDED, late.getStatus().getCode());
        nobodyWatches();
    }

    @Test
    void the_end_of_the_job_makes_room() throws InterruptedException {
        Sse stream = stream();
        Iterator<JobEvent> call = call();
        end();

        assertEquals("job.terminal", stream.rest().getLast().name());
        call.forEachRemaining(event -> assertTrue(event.getSequence() > 0));
        nobodyWatches();
    }

    @Test
    void an_erased_job_makes_room() throws InterruptedException {
        Sse stream = stream();
        Iterator<JobEvent> call = call();
        call.next();
        call.next();
        jobs.count(
                "with gone as (delete from job where id = $1 returning 1) select count(*) from gone",
                UUID.fromString(job));

        stream.rest();
        assertEquals("JOB_NOT_FOUND", Rpc.failure(call::next).reason().getReason());
        nobodyWatches();
    }

    @Test
    void a_stream_that_never_began_takes_no_room() throws InterruptedException {
        String over = jobs.in(JobStatus.COMPLETED, client.id());

        for (int i = 0; i < 2 * AT_MOST; i++) {
            String path = TicketsClient.JOBS + "/" + UUID.randomUUID() + "/events";
            assertEquals(404, http.ask(path).as(client).send().status());
            assertEquals(400, askingAfter(job, "77").status());
            assertEquals(204, askingAfter(over, "3").status());
            assertEquals(
                    200,
                    http.ask(TicketsClient.JOBS + "/" + job + "/events")
                            .as(client)
                            .method("HEAD")
                            .send()
                            .status());
        }
        nobodyWatches();
    }

    private Answer askingAfter(String id, String after) {
        return http.ask(TicketsClient.JOBS + "/" + id + "/events?after=" + after)
                .as(client)
                .send();
    }
}
