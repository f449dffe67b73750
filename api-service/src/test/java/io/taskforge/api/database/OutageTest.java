package io.taskforge.api.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.RetryInfo;
import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Metrics;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.Sse;
import io.taskforge.api.fixture.TestPepper;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.embedded.EmbeddedBroker;
import io.taskforge.embedded.EmbeddedPostgres;
import io.taskforge.tickets.v1.GetJobRequest;
import io.taskforge.tickets.v1.JobEvent;
import io.taskforge.tickets.v1.WatchJobRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A database that goes away and comes back. */
@QuarkusTest
@TestProfile(OutageTest.OwnServer.class)
class OutageTest {

    public static class OwnServer implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Server.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** A PostgreSQL that can be stopped and started again, where it was. */
    public static class Server implements QuarkusTestResourceLifecycleManager {

        private static final String PASSWORD = "only-for-this-test";

        private EmbeddedPostgres running;
        private EmbeddedPostgres.Options options;

        @Override
        public Map<String, String> start() {
            try {
                Path folder = Files.createTempDirectory("taskforge-outage-");
                options = EmbeddedPostgres.Options.in(folder.resolve("postgres"), PASSWORD)
                        .notDurable();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            comeBack();
            options = options.withPort(running.port());
            return Map.of(
                    TestPepper.SETTING,
                    TestPepper.VALUE,
                    "taskforge.database-url",
                    running.url(),
                    "taskforge.amqp-url",
                    EmbeddedBroker.shared().url(),
                    "taskforge.events.outage",
                    "1s");
        }

        void goAway() {
            running.close();
        }

        void comeBack() {
            running = EmbeddedPostgres.start(options);
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(this, field -> field.getType() == Server.class);
        }

        @Override
        public void stop() {
            running.close();
        }
    }

    Server server;

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Metrics metrics;

    @Test
    void an_outage_is_a_503_that_says_when_to_come_back_and_ends_by_itself() throws InterruptedException {
        ClientWithKey known = clients.withEveryScope();
        ClientWithKey notLookedUpYet = clients.withEveryScope();
        String job = http.submitted(known);
        String request = http.request(UUID.randomUUID().toString(), Map.of());

        server.goAway();

        for (Answer answer : List.of(
                http.submit(known, request),
                http.status(known, job),
                http.result(known, job),
                http.cancel(known, job),
                http.ask(TicketsClient.JOBS).as(known).send(),
                http.ask(TicketsClient.JOBS + "/" + job + "/events").as(known).send(),
                http.ask(TicketsClient.JOBS + "/" + job + "/retry")
                        .as(known)
                        .method("POST")
                        .header("Idempotency-Key", "again")
                        .send(),
                http.status(notLookedUpYet, job))) {
            assertEquals(503, answer.status());
            assertEquals("service_unavailable", answer.code());
            assertEquals("5", answer.header("Retry-After").orElseThrow());
            assertTrue(answer.body().path("retryable").asBoolean());
        }
        var getJob = GetJobRequest.newBuilder().setJobId(job).build();
        for (ClientWithKey client : List.of(known, notLookedUpYet)) {
            Rpc.Failure failure = Rpc.failure(() -> rpc.as(client).getJob(getJob));
            assertEquals(Status.Code.UNAVAILABLE, failure.code());
            assertEquals("SERVICE_UNAVAILABLE", failure.reason().getReason());
            assertEquals(5, failure.detail(RetryInfo.class).getRetryDelay().getSeconds());
        }
        Eventually.holds("not serving", () -> serving() == ServingStatus.NOT_SERVING);
        assertEquals(200, http.ask("/q/health/live").send().status());
        assertEquals(503, http.ask("/q/health/ready").probe());
        Eventually.holds("nobody knows what waits", () -> Double.isNaN(oldest()));

        server.comeBack();

        Eventually.holds("ready again", () -> http.ask("/q/health/ready").probe() == 200);
        Eventually.holds("serving again", () -> serving() == ServingStatus.SERVING);
        Eventually.holds("it is known again what waits", () -> oldest() >= 0);
        assertEquals(job, rpc.as(known).getJob(getJob).getJobId());
        assertEquals(200, http.status(known, job).status());
        assertEquals(202, http.submit(known, request).status());
        assertEquals(404, http.status(notLookedUpYet, job).status());
    }

    @Test
    void streams_end_with_the_database_and_go_on_after_it_is_back() throws InterruptedException {
        ClientWithKey client = clients.withEveryScope();
        String job = http.submitted(client);
        Sse stream = Sse.open(http.base(), client, job, "");
        Iterator<JobEvent> call = rpc.as(client)
                .watchJob(WatchJobRequest.newBuilder().setJobId(job).build());
        assertEquals("1", stream.next().id());
        assertEquals(1, call.next().getSequence());

        server.goAway();

        assertEquals(List.of(), stream.rest(), "an orderly end, without the job's");
        Rpc.Failure failure = Rpc.failure(call::next);
        assertEquals(Status.Code.UNAVAILABLE, failure.code());
        assertEquals("SERVICE_UNAVAILABLE", failure.reason().getReason());

        server.comeBack();

        Eventually.holds("ready again", () -> http.ask("/q/health/ready").probe() == 200);
        assertEquals(200, http.cancel(client, job).status());
        try (Sse resumed = Sse.open(http.base(), client, job, "", "Last-Event-ID", "1")) {
            assertEquals("job.terminal", resumed.next().name());
        }
    }

    private double oldest() {
        return metrics.scraped().value("taskforge_queue_oldest_seconds", Map.of());
    }

    private ServingStatus serving() {
        return HealthGrpc.newBlockingStub(rpc.channel())
                .check(HealthCheckRequest.newBuilder()
                        .setService("taskforge.tickets.v1.TicketsService")
                        .build())
                .getStatus();
    }
}
