package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.CallbackReceiver;
import io.taskforge.api.fixture.CallbackReceiver.Received;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.timer.Timers;
import io.taskforge.model.client.Pepper;
import io.taskforge.model.client.WebhookSecret;
import io.taskforge.model.job.CallbackDeliveries;
import io.taskforge.model.job.JobStatus;
import io.taskforge.tickets.v1.CallbackState;
import io.taskforge.tickets.v1.GetJobRequest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class CallbackDeliveryTest {

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    Pepper pepper;

    @Inject
    CallbackDeliveries callbacks;

    @Inject
    AttemptDelivery delivery;

    @Inject
    Vertx vertx;

    @Inject
    ObjectMapper json;

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

    private void change(String job, String change) {
        clients.one(
                "update callback_delivery set " + change + " where job_id = $1 returning job_id",
                Tuple.of(UUID.fromString(job)));
    }

    private WebhookSecret secret(String column) {
        byte[] sealed = clients.one(
                        "select " + column + " from client where id = $1",
                        Tuple.of(client.id().value()))
                .getBuffer(0)
                .getBytes();
        return WebhookSecret.open(sealed, pepper, client.id()).orElseThrow();
    }

    @Test
    void whoever_asked_for_it_is_told_how_a_job_ended() throws InterruptedException, JsonProcessingException {
        for (JobStatus end : List.of(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.EXPIRED)) {
            CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));

            String job = jobs.in(end, client.id(), receiver.url("/jobs/{job_id}"));
            awaitStatus(job, "delivered");

            Received request = receiver.received().getFirst();
            assertEquals("POST /jobs/" + job + " HTTP/1.1", request.requestLine());
            assertTrue(request.signedWith(secret("webhook_secret").reveal()));
            JsonNode message = json.readTree(request.body());
            assertEquals("tickets.job." + end.word(), message.path("type").asText());
            JsonNode shown = http.status(client, job).body();
            assertEquals(shown.path("finished_at"), message.path("timestamp"));
            assertEquals(
                    "https://taskforge.example.com" + shown.path("result_url").asText(),
                    message.path("data").path("result_url").asText());
            assertEquals(
                    receiver.url("/jobs/{job_id}"),
                    shown.path("callback").path("url").asText());
            assertEquals(1, shown.path("callback").path("attempts").asInt());
            assertEquals(204, shown.path("callback").path("last_status_code").asInt());
            assertTrue(shown.path("callback").has("last_attempt_at"));
            assertFalse(shown.path("callback").has("next_attempt_at"));
            CallbackState overGrpc = rpc.as(client)
                    .getJob(GetJobRequest.newBuilder().setJobId(job).build())
                    .getCallback();
            assertEquals("delivered", overGrpc.getStatus());
        }
    }

    @Test
    void a_client_without_a_secret_gets_one_and_keeps_it() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        for (int i = 0; i < 3; i++) {
            jobs.in(JobStatus.CANCELLED, client.id(), receiver.url("/"));
        }

        Eventually.holds("three callbacks", () -> receiver.received().size() == 3);

        String secret = secret("webhook_secret").reveal();
        assertTrue(receiver.received().stream().allMatch(request -> request.signedWith(secret)));
    }

    @Test
    void for_a_day_after_a_rotation_the_earlier_secret_signs_too() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        SecureRandom random = new SecureRandom();
        clients.one(
                "update client set webhook_secret = $2, webhook_secret_before = $3, webhook_secret_rotated_at = now()"
                        + " where id = $1 returning id",
                Tuple.of(
                        client.id().value(),
                        Buffer.buffer(WebhookSecret.mint(random).seal(pepper, client.id(), random)),
                        Buffer.buffer(WebhookSecret.mint(random).seal(pepper, client.id(), random))));

        awaitStatus(jobs.in(JobStatus.CANCELLED, client.id(), receiver.url("/")), "delivered");

        Received request = receiver.received().getFirst();
        assertEquals(2, request.header("webhook-signature").split(" ").length);
        assertTrue(request.signedWith(secret("webhook_secret").reveal()));
        assertTrue(request.signedWith(secret("webhook_secret_before").reveal()));
    }

    @Test
    void a_secret_that_cannot_be_opened_is_not_replaced_and_nothing_is_sent() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        clients.one(
                "update client set webhook_secret = $2 where id = $1 returning id",
                Tuple.of(client.id().value(), Buffer.buffer(new byte[60])));

        String job = jobs.in(JobStatus.CANCELLED, client.id(), receiver.url("/"));
        awaitStatus(job, "retrying");

        assertEquals("unsigned", outcomes(job).getFirst());
        assertEquals(0, receiver.connections());
    }

    private List<String> outcomes(String job) {
        return List.of(clients.one(
                        "select array_agg(outcome order by number) from callback_attempt where job_id = $1",
                        Tuple.of(UUID.fromString(job)))
                .getArrayOfStrings(0));
    }

    @Test
    void what_did_not_arrive_is_sent_again_and_is_the_same() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(
                number -> number == 1 ? CallbackReceiver.answer("500 No") : CallbackReceiver.NODS));
        String job = jobs.in(JobStatus.COMPLETED, client.id(), receiver.url("/"));
        awaitStatus(job, "retrying");
        assertEquals(500, callbackOf(job).path("last_status_code").asInt());
        assertTrue(callbackOf(job).has("next_attempt_at"));
        assertEquals("completed", http.status(client, job).body().path("status").asText());

        change(job, "due_at = now()");
        awaitStatus(job, "delivered");

        assertEquals(2, receiver.received().size());
        Received first = receiver.received().get(0);
        Received second = receiver.received().get(1);
        assertEquals(first.body(), second.body());
        assertEquals(first.header("webhook-id"), second.header("webhook-id"));
        assertTrue(second.signedWith(secret("webhook_secret").reveal()));
        assertEquals(List.of("http_status", "delivered"), outcomes(job));
        assertEquals(2, callbackOf(job).path("attempts").asInt());
    }

    @Test
    void after_the_tenth_failure_it_is_given_up_and_the_job_stays_as_it_was() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.answer("500 No")));
        String job = jobs.in(JobStatus.COMPLETED, client.id(), receiver.url("/"));
        for (int attempt = 1; attempt < 10; attempt++) {
            int made = attempt;
            Eventually.holds(
                    "attempt " + made, () -> callbackOf(job).path("attempts").asInt() == made);
            assertEquals("retrying", callbackOf(job).path("status").asText());
            change(job, "due_at = now()");
        }
        awaitStatus(job, "failed");

        assertEquals(10, receiver.received().size());
        assertEquals(10, callbackOf(job).path("attempts").asInt());
        assertFalse(callbackOf(job).has("next_attempt_at"));
        assertEquals("completed", http.status(client, job).body().path("status").asText());
    }

    @Test
    void a_receiver_that_is_gone_is_not_asked_again() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.answer("410 Gone")));

        String job = jobs.in(JobStatus.COMPLETED, client.id(), receiver.url("/"));
        awaitStatus(job, "disabled");

        assertEquals(1, receiver.received().size());
        assertEquals(410, callbackOf(job).path("last_status_code").asInt());
    }

    @Test
    void a_receiver_that_asks_for_a_pause_gets_it() throws InterruptedException {
        CallbackReceiver receiver =
                open(CallbackReceiver.answering(CallbackReceiver.answer("429 Busy\nRetry-After: 3600")));

        String job = jobs.in(JobStatus.COMPLETED, client.id(), receiver.url("/"));
        awaitStatus(job, "retrying");

        assertEquals(
                60,
                jobs.count(
                        "select round(extract(epoch from due_at - last_attempt_at) / 60)::bigint from callback_delivery"
                                + " where job_id = $1",
                        UUID.fromString(job)));
    }

    @Test
    void two_replicas_deliver_each_callback_once() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        var other = new CallbackRelay(
                callbacks,
                delivery,
                new AttemptMeter(new SimpleMeterRegistry()),
                CallbackSettings.DEFAULT,
                vertx,
                new Timers(vertx));
        other.start(null);
        try {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                all.add(jobs.in(JobStatus.CANCELLED, client.id(), receiver.url("/{job_id}")));
                other.wake();
            }
            for (String job : all) {
                awaitStatus(job, "delivered");
            }

            assertEquals(30, receiver.received().size());
            assertEquals(
                    30,
                    new HashSet<>(receiver.received().stream()
                                    .map(request -> request.header("webhook-id"))
                                    .toList())
                            .size());
        } finally {
            other.stop(null);
        }
    }

    @Test
    void what_a_dead_replica_held_is_delivered_once_its_lease_is_over() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        String job = jobs.in(JobStatus.QUEUED, client.id(), receiver.url("/"));
        // Ends, and is in the same moment in the hands of a replica that has died since.
        clients.one("""
                with j as (
                  update job set status = 'cancelled', finished_at = now(), error = '{"code":"cancelled_by_client","message":"x"}'
                  where id = $1 returning id),
                d as (insert into callback_delivery (job_id, webhook_id, due_at, claimed_until, claim_token)
                      select id, 'msg_' || id, now(), now() + interval '1 hour', gen_random_uuid() from j returning 1)
                select count(*) from d""", Tuple.of(UUID.fromString(job)));
        String next = jobs.in(JobStatus.CANCELLED, client.id(), receiver.url("/"));
        awaitStatus(next, "delivered");
        assertEquals("pending", callbackOf(job).path("status").asText());

        change(job, "claimed_until = now() - interval '1 second'");

        awaitStatus(job, "delivered");
        assertEquals(1, callbackOf(job).path("attempts").asInt());
    }

    @Test
    void a_job_submitted_with_a_callback_is_called_back() throws InterruptedException {
        CallbackReceiver receiver = open(CallbackReceiver.answering(CallbackReceiver.NODS));
        TicketsClient.Answer accepted = http.submit(
                client,
                http.request(UUID.randomUUID().toString(), Map.of("callback_url", receiver.url("/x?job={job_id}"))));
        assertEquals(202, accepted.status());
        String job = accepted.body().path("job_id").asText();

        http.cancel(client, job);
        awaitStatus(job, "delivered");

        assertEquals(
                "POST /x?job=" + job + " HTTP/1.1",
                receiver.received().getFirst().requestLine());
    }
}
