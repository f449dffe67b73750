package io.taskforge.api.submission;

import static io.taskforge.api.fixture.TicketsClient.JOBS;
import static io.taskforge.api.fixture.TicketsClient.REMOVED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.LogCapture;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.client.Scope;
import io.taskforge.model.job.JobError;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStore;
import io.taskforge.tickets.v1.Options;
import io.taskforge.tickets.v1.SubmitJobRequest;
import io.taskforge.tickets.v1.SubmitJobResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of idempotency keys, one after the other, at every door. */
@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class IdempotencyTest {

    @Inject
    TicketsClient http;

    @Inject
    Rpc rpc;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    JobStore store;

    @Inject
    Pool pool;

    private ClientWithKey client;
    private String key;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
        key = UUID.randomUUID().toString();
    }

    enum Door {
        REST,
        ALIAS,
        GRPC
    }

    /**
     * What a door says.
     *
     * @param jobId of the new, the replayed or, with an error, the standing job; empty when there is none
     * @param error the code; empty when there is none
     */
    private record Reply(String jobId, String status, boolean replayed, String error) {}

    private Reply submit(Door door, String title) {
        return submit(door, client, key, title);
    }

    private Reply submit(Door door, ClientWithKey as, String underKey, String title) {
        return switch (door) {
            case REST -> overRest(JOBS, as, http.request(underKey, Map.of("title", title)));
            case ALIAS -> overRest("/v1/task-generation/jobs", as, http.request(underKey, Map.of("title", title)));
            case GRPC -> overGrpc(as, Rpc.request(underKey).setTitle(title).build());
        };
    }

    private Reply overRest(String path, ClientWithKey as, String body) {
        Answer answer = http.ask(path).as(as).body(body).send();
        boolean accepted = answer.status() == 202;
        assertEquals(accepted, answer.header("Idempotent-Replayed").isPresent(), "on each 202 and on nothing else");
        assertEquals(accepted, answer.code().isEmpty());
        var job = accepted ? answer.body() : answer.body().path("job");
        return new Reply(
                job.path("job_id").asText(),
                job.path("status").asText(),
                answer.header("Idempotent-Replayed").orElse("").equals("true"),
                answer.code());
    }

    private Reply overGrpc(ClientWithKey as, SubmitJobRequest request) {
        try {
            SubmitJobResponse answer = rpc.as(as).submitJob(request);
            return new Reply(answer.getJob().getJobId(), answer.getJob().getStatus(), answer.getReplayed(), "");
        } catch (StatusRuntimeException e) {
            var failure = Rpc.failure(() -> {
                throw e;
            });
            Map<String, String> told = failure.reason().getMetadataMap();
            return new Reply(
                    told.getOrDefault("job_id", ""),
                    told.getOrDefault("job_status", ""),
                    false,
                    failure.reason().getReason().toLowerCase(Locale.ROOT));
        }
    }

    private long stored() {
        return jobs.count(
                "select count(*) from job where client_id = $1", client.id().value());
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void rule_1_a_key_belongs_to_the_client_and_not_to_the_api_key_or_the_door(Door first) {
        Reply made = submit(first, "Ledger");
        ClientWithKey rotated = clients.keyOf(client.id(), Scope.TICKETS_SUBMIT);

        for (Door door : Door.values()) {
            assertEquals(new Reply(made.jobId(), "queued", true, ""), submit(door, rotated, key, "Ledger"));
            Reply strangers = submit(door, clients.withEveryScope(), key, "Ledger");
            assertFalse(strangers.replayed());
            assertNotEquals(made.jobId(), strangers.jobId());
        }
        assertEquals(1, stored());
    }

    @Test
    void rule_2_layout_order_and_members_that_say_nothing_make_no_other_request() {
        String first = overRest(JOBS, client, http.request(key, Map.of("options", Map.of("ticket_count", 3))))
                .jobId();

        assertEquals(new Reply(first, "queued", true, ""), overRest(JOBS, client, """
                {"options": {"seed": null, "allowed_labels": [], "budget": {}, "ticket_count": 3.0}, "metadata": {},
                 "validate_only": false, "callback_url": null,
                 "spec": "The\\u0020ledger must balance.", "title": "Ledger",
                 "idempotency_key": "%s", "schema_version": "tickets.input.v1"}""".formatted(key)));
        assertTrue(overGrpc(
                        client,
                        Rpc.request(key)
                                .setOptions(Options.newBuilder().setTicketCount(3))
                                .build())
                .replayed());
    }

    @Test
    void rule_2_what_the_client_said_counts_and_not_what_a_default_would_make_of_it() {
        submit(Door.REST, "Ledger");

        for (Map<String, Object> said : List.<Map<String, Object>>of(
                Map.of("options", Map.of("include_epics", true)),
                Map.of("title", "Ledger "),
                Map.of("spec", "The ledger must balance.\n"),
                Map.of("metadata", Map.of("team", "")))) {
            assertEquals(
                    "idempotency_key_reused",
                    overRest(JOBS, client, http.request(key, said)).error());
        }
    }

    @Test
    void rule_3_a_hundred_submits_of_one_request_at_once_make_one_job_and_ninety_nine_replays() {
        List<Reply> replies = atOnce(100, i -> submit(i % 2 == 0 ? Door.REST : Door.GRPC, "Ledger"));

        assertEquals(1, replies.stream().map(Reply::jobId).distinct().count());
        assertEquals(99, replies.stream().filter(Reply::replayed).count());
        assertEquals(Set.of(""), replies.stream().map(Reply::error).collect(Collectors.toSet()));
        assertEquals(1, stored());
    }

    private static List<Reply> atOnce(int times, IntFunction<Reply> submit) {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            return IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> submit.apply(i), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void rule_4_a_refusal_and_an_error_leave_the_key_free(Door door) {
        assertEquals("validation_failed", submit(door, " ").error());
        assertEquals(
                "internal_error",
                whileJobsCannotBeStored("P0001", () -> submit(door, "Ledger")).error());
        assertEquals(
                "service_unavailable",
                whileJobsCannotBeStored("53100", () -> submit(door, "Ledger")).error());
        assertEquals(0, stored());

        Reply made = submit(door, "Another");
        assertFalse(made.replayed());
        assertEquals("", made.error());
    }

    private <T> T whileJobsCannotBeStored(String sqlState, Supplier<T> work) {
        execute("""
                create function refuse() returns trigger language plpgsql as
                  $$ begin raise exception 'no' using errcode = '%s', detail = new.idempotency_key; end $$;
                create trigger refuse before insert on job for each row execute function refuse()""".formatted(sqlState));
        try {
            return work.get();
        } finally {
            execute("drop trigger refuse on job; drop function refuse()");
        }
    }

    private void execute(String sql) {
        Jobs.await(pool.query(sql).execute());
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void rule_5_a_failed_job_still_owns_its_key(Door door) {
        Reply made = submit(door, "Ledger");
        JobId id = JobId.parse(made.jobId()).orElseThrow();
        Jobs.await(store.failed(
                jobs.claimed(id), new JobError("model_not_found", "There is no such model.", false), false));

        assertEquals(new Reply(made.jobId(), "failed", true, ""), submit(door, "Ledger"));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void rule_6_a_key_lives_as_long_as_its_job_also_without_its_words(Door door) {
        Reply made = submit(door, "Ledger");
        Jobs.await(store.cancelRequested(client.id(), JobId.parse(made.jobId()).orElseThrow()));
        jobs.change(made.jobId(), "finished_at = now() - interval '89 days', title = null, input_erased_at = now()");
        jobs.count(
                "with i as (update job_input set spec = null where job_id = $1 returning 1) select count(*) from i",
                UUID.fromString(made.jobId()));

        assertEquals(new Reply(made.jobId(), "cancelled", true, ""), submit(door, "Ledger"));
        assertEquals("idempotency_key_reused", submit(door, "Another").error());
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void rule_7_a_replay_says_that_it_is_one_and_shows_the_job_as_it_stands_now(Door door) {
        Reply made = submit(door, "Ledger");
        assertEquals(new Reply(made.jobId(), "queued", false, ""), made);

        jobs.claimed(JobId.parse(made.jobId()).orElseThrow());
        assertEquals(new Reply(made.jobId(), "running", true, ""), submit(door, "Ledger"));

        Jobs.await(store.cancelRequested(client.id(), JobId.parse(made.jobId()).orElseThrow()));
        assertEquals(new Reply(made.jobId(), "cancelling", true, ""), submit(door, "Ledger"));
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void rule_8_a_key_has_1_to_255_printable_characters_without_blanks(Door door) {
        for (String good : List.of("x", "~".repeat(255), "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", key)) {
            assertEquals("", submit(door, client, good, "Ledger").error(), good);
        }
        for (String bad : List.of("", " ", "a b", "a\tb", "a\u007f", "é", "😀", "x\n", "x".repeat(256))) {
            assertEquals(
                    "validation_failed", submit(door, client, bad, "Ledger").error(), bad);
        }
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void rule_8_a_key_is_never_logged_and_never_told_in_an_error(Door door) {
        try (LogCapture log = new LogCapture()) {
            submit(door, "Ledger");
            submit(door, "Ledger");
            submit(door, "Another");
            submit(door, " ");
            String taken = key;
            key = UUID.randomUUID().toString();
            whileJobsCannotBeStored("P0001", () -> submit(door, "Ledger"));
            whileJobsCannotBeStored("53100", () -> submit(door, "Ledger"));

            assertTrue(log.text().contains("io.taskforge.api.failure.Diagnosis"), "the errors are logged");
            assertFalse(log.text().contains(key), log::text);
            assertFalse(log.text().contains(taken), log::text);
        }
        Answer reused = http.submit(client, http.request(key, Map.of()));
        assertFalse(reused.response().body().contains(key));
    }

    @Test
    void rule_8_a_key_in_the_header_is_held_to_the_same() {
        for (String header : List.of("a b", "\"a b\"", "x".repeat(256))) {
            Answer answer = http.ask(JOBS)
                    .as(client)
                    .header("Idempotency-Key", header)
                    .body(http.request(key, Map.of("idempotency_key", REMOVED)))
                    .send();
            assertEquals("validation_failed", answer.code(), header);
        }
    }

    @Test
    void rule_9_fifty_other_requests_under_a_taken_key_are_refused_with_the_job_that_has_it() {
        Reply made = submit(Door.REST, "Ledger");

        List<Reply> replies = atOnce(50, i -> submit(i % 2 == 0 ? Door.REST : Door.GRPC, "Another " + i));

        assertEquals(Set.of(new Reply(made.jobId(), "queued", false, "idempotency_key_reused")), Set.copyOf(replies));
        assertEquals(
                422,
                http.submit(client, http.request(key, Map.of("title", "Another")))
                        .status());
        assertEquals(1, stored());
    }

    @Test
    void rule_9_of_fifty_different_requests_at_once_under_one_key_one_is_taken() {
        List<Reply> replies = atOnce(50, i -> submit(i % 2 == 0 ? Door.REST : Door.GRPC, "Request " + i));

        assertEquals(
                1, replies.stream().filter(reply -> reply.error().isEmpty()).count());
        assertEquals(
                49,
                replies.stream()
                        .filter(reply -> Objects.equals(reply.error(), "idempotency_key_reused"))
                        .count());
        assertEquals(1, replies.stream().map(Reply::jobId).distinct().count());
        assertEquals(1, stored());
    }
}
