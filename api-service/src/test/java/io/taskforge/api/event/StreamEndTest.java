package io.taskforge.api.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.RetryInfo;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.taskforge.api.client.CallingClient;
import io.taskforge.api.client.ClientTerms;
import io.taskforge.api.drain.Draining;
import io.taskforge.api.event.WatchJob.Watch;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Sse;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.job.JobEvents;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.JobEvent;
import io.taskforge.tickets.v1.WatchJobRequest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that are silent, and streams that end before their job does. */
@QuarkusTest
@QuarkusTestResource(value = OwnDatabase.class, restrictToAnnotatedClass = true)
@TestProfile(StreamEndTest.Impatient.class)
class StreamEndTest {

    public static class Impatient implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "taskforge.events.heartbeat", "100ms",
                    "taskforge.events.longest", "2s",
                    "taskforge.events.poll", "20ms");
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
    JobEvents events;

    @Inject
    EventsConfig config;

    @Inject
    Vertx vertx;

    private ClientWithKey client;
    private String job;

    @BeforeEach
    void aClientWithAJob() {
        client = clients.withEveryScope();
        job = jobs.in(JobStatus.RUNNING, client.id());
    }

    @Test
    void a_silent_stream_shows_that_it_lives() throws InterruptedException {
        try (Sse stream = Sse.open(http.base(), client, job, "?after=1")) {
            List<List<String>> blocks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                blocks.add(stream.nextBlock());
            }

            assertEquals(List.of("retry: 3000"), blocks.get(0));
            assertEquals("id: 2", blocks.get(1).getFirst());
            assertEquals(List.of(": nothing new"), blocks.get(2));
            assertEquals(List.of(": nothing new"), blocks.get(3));
        }
    }

    @Test
    void a_client_has_to_show_its_key_again_from_time_to_time() throws InterruptedException {
        String last = "";
        try (Sse stream = Sse.open(http.base(), client, job, "")) {
            for (List<String> block = stream.nextBlock(); block != null; block = stream.nextBlock()) {
                assertTrue(block.stream().noneMatch(line -> line.equals("event: job.terminal")));
                last = block.getFirst();
            }
        }
        assertEquals(": the job has not ended; connect again with Last-Event-ID", last);

        Iterator<JobEvent> call = rpc.as(client)
                .watchJob(WatchJobRequest.newBuilder().setJobId(job).build());
        Rpc.Failure failure =
                Rpc.failure(() -> call.forEachRemaining(event -> assertNotEquals("job.terminal", event.getType())));
        assertEquals(Status.Code.UNAVAILABLE, failure.code());
        assertEquals("SERVICE_UNAVAILABLE", failure.reason().getReason());
        assertEquals(1, failure.detail(RetryInfo.class).getRetryDelay().getSeconds());
        Eventually.holds("every place is given back", () -> open.of(client.id()) == 0);
    }

    /** A watcher of its own, of a service that can be stopped without ending the test. */
    private final class Service {

        private final Draining draining = new Draining();
        private final JobNews news = new JobNews(events, config, draining, new Timers(vertx));
        private final OpenStreams streams = new OpenStreams(config);
        private final WatchJob watchJob = new WatchJob(events, news, streams, config);

        private Service() {
            news.start(null);
        }

        private AssertSubscriber<Watched> watch() {
            var calling = new CallingClient(
                    client.id(),
                    "c",
                    "k",
                    new ClientTerms(
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            OptionalInt.empty(),
                            OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty()));
            Watch watch = watchJob.opened(calling, JobId.parse(job).orElseThrow(), new KnownEvents(0, "/after"), true)
                    .await()
                    .atMost(PATIENCE);
            return assertInstanceOf(Watch.Open.class, watch)
                    .happenings()
                    .subscribe()
                    .withSubscriber(AssertSubscriber.create(0));
        }
    }

    @Test
    void a_service_that_stops_ends_its_streams_and_lets_none_begin_to_wait() {
        Service service = new Service();
        AssertSubscriber<Watched> stream = service.watch().request(Long.MAX_VALUE);
        stream.awaitItems(2, PATIENCE);

        service.draining.begin(null);
        service.news.stop(null);

        stream.awaitFailure(PATIENCE);
        assertEquals(FailureCode.SERVICE_UNAVAILABLE, ((RequestFailure) stream.getFailure()).code());
        assertEquals(0, service.streams.of(client.id()));
        service.watch().request(Long.MAX_VALUE).awaitFailure(PATIENCE);
        assertEquals(0, service.streams.of(client.id()));
        assertEquals(0, service.news.waiting());
    }

    @Test
    void what_is_not_asked_for_is_neither_read_nor_waited_for() throws InterruptedException {
        Service service = new Service();
        AssertSubscriber<Watched> slow = service.watch();
        slow.assertHasNotReceivedAnyItem();

        slow.request(1).awaitItems(1, PATIENCE);
        slow.request(1).awaitItems(2, PATIENCE);
        assertEquals(0, service.news.waiting(), "two events were asked for, and told");

        slow.request(1);
        Eventually.holds("the third is waited for", () -> service.news.waiting() == 1);
        slow.cancel();
        assertEquals(0, service.news.waiting());
        assertEquals(0, service.streams.of(client.id()));
    }
}
