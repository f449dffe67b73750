package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.CallbackReceiver;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobStatus;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class RedeliveryTest {

    @Inject
    TicketsClient http;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private ClientWithKey client;
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private CallbackReceiver open(CallbackReceiver receiver) {
        opened.add(receiver);
        return receiver;
    }

    private JsonNode callbackOf(String job) {
        return http.status(client, job).body().path("callback");
    }

    private void awaitStatus(String job, String status) throws InterruptedException {
        Eventually.holds(status, () -> callbackOf(job).path("status").asText().equals(status));
    }

    @Test
    void a_redelivery_is_one_more_under_the_same_id() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        String job = jobs.in(JobStatus.COMPLETED, client.id(), receiver.url("/"));
        awaitStatus(job, "delivered");

        Answer answer = redeliver(client, job);

        assertEquals(202, answer.status());
        assertEquals(job, answer.body().path("job_id").asText());
        Eventually.holds("again", () -> callbackOf(job).path("attempts").asInt() == 2);
        awaitStatus(job, "delivered");
        assertEquals(
                receiver.received().get(0).header("webhook-id"),
                receiver.received().get(1).header("webhook-id"));
        assertEquals(
                receiver.received().get(0).body(), receiver.received().get(1).body());
    }

    private Answer redeliver(ClientWithKey who, String job) {
        return http.ask(TicketsClient.JOBS + "/" + job + "/callback/redeliver")
                .as(who)
                .method("POST")
                .send();
    }

    @Test
    void redeliveries_asked_for_during_an_attempt_follow_it_as_one() throws InterruptedException {
        var held = new CountDownLatch(1);
        CallbackReceiver receiver = open(CallbackReceiver.that((request, caller) -> {
            try {
                assertTrue(held.await(20, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            CallbackReceiver.write(caller, CallbackReceiver.answer("410 Gone"));
        }));
        String job = jobs.in(JobStatus.COMPLETED, client.id(), receiver.url("/"));
        Eventually.holds("an attempt under way", () -> receiver.received().size() == 1);

        for (int i = 0; i < 5; i++) {
            assertEquals(202, redeliver(client, job).status());
        }
        assertEquals(1, receiver.connections(), "one at a time");
        held.countDown();

        Eventually.holds(
                "a second attempt", () -> callbackOf(job).path("attempts").asInt() == 2);
        awaitStatus(job, "disabled");
        assertEquals(2, receiver.received().size());
    }

    @Test
    void a_redelivery_needs_an_end_a_callback_and_ones_own_job() {
        String silent = jobs.in(JobStatus.COMPLETED, client.id());
        String queued = jobs.in(JobStatus.QUEUED, client.id(), "http://127.0.0.1:9/");

        Answer none = redeliver(client, silent);
        assertEquals(409, none.status());
        assertEquals("callback_not_configured", none.code());
        assertEquals(silent, none.body().path("job").path("job_id").asText());

        Answer early = redeliver(client, queued);
        assertEquals(409, early.status());
        assertEquals("job_not_terminal", early.code());
        assertEquals("queued", early.body().path("job").path("status").asText());
        assertTrue(early.header("Retry-After").isPresent());

        for (String unknown : List.of(UUID.randomUUID().toString(), "no-id")) {
            assertEquals("job_not_found", redeliver(client, unknown).code());
        }
        assertEquals(
                "job_not_found", redeliver(clients.withEveryScope(), silent).code());
    }

    @Test
    void a_redelivery_needs_the_scope_to_submit_and_a_post() {
        String job = jobs.in(JobStatus.COMPLETED, client.id());
        ClientWithKey reader = clients.keyOf(client.id(), Scope.TICKETS_READ);

        assertEquals("insufficient_scope", redeliver(reader, job).code());
        Answer get = http.ask(TicketsClient.JOBS + "/" + job + "/callback/redeliver")
                .as(client)
                .send();
        assertEquals(405, get.status());
        assertEquals("OPTIONS, POST", get.header("Allow").orElseThrow());
        assertEquals(
                401,
                http.ask(TicketsClient.JOBS + "/" + job + "/callback/redeliver")
                        .method("POST")
                        .send()
                        .status());
    }
}
