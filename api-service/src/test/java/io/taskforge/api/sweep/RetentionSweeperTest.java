package io.taskforge.api.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Clients.ClientWithKey;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.api.fixture.Rpc;
import io.taskforge.api.fixture.TicketsClient;
import io.taskforge.api.fixture.TicketsClient.Answer;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobProgress;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.job.JobStore;
import io.taskforge.model.job.RetentionPolicy;
import io.taskforge.tickets.v1.GetResultRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class RetentionSweeperTest {

    @Inject
    RetentionSweeper sweeper;

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

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope();
    }

    /** Moves a finished job, and the promise that it made, into the past. */
    private void age(String job, String by) {
        jobs.change(
                job,
                "finished_at = finished_at - interval '%1$s', result_expires_at = result_expires_at - interval '%1$s'"
                        .formatted(by));
        execute("update job_result set expires_at = expires_at - interval '%s' where job_id = '%s'".formatted(by, job));
    }

    private void execute(String sql) {
        Jobs.await(pool.query(sql).execute());
    }

    private void sweep() {
        Jobs.await(sweeper.sweep());
    }

    @Test
    void a_finished_job_loses_its_words_then_its_result_and_in_the_end_itself() {
        String request = http.request("life", Map.of());
        String job = http.submit(client, request).body().path("job_id").asText();
        Jobs.await(store.completed(
                jobs.claimed(JobId.parse(job).orElseThrow()),
                1,
                Jobs.RESULT,
                new JobProgress(JobProgress.Phase.DONE, 100, 1, null)));

        age(job, "8 days");
        sweep();
        assertFalse(http.status(client, job).body().has("title"));
        assertEquals(200, http.result(client, job).status());
        Answer replay = http.submit(client, request);
        assertEquals("true", replay.header("Idempotent-Replayed").orElseThrow());
        assertEquals(job, replay.body().path("job_id").asText());

        age(job, "22 days 1 hour");
        sweep();
        Answer gone = http.result(client, job);
        assertEquals(410, gone.status());
        assertEquals("result_expired", gone.code());
        var overGrpc = Rpc.failure(() -> rpc.as(client)
                .getResult(GetResultRequest.newBuilder().setJobId(job).build()));
        assertEquals(Status.Code.NOT_FOUND, overGrpc.code());
        assertEquals("RESULT_EXPIRED", overGrpc.reason().getReason());
        assertEquals("completed", http.status(client, job).body().path("status").asText());

        age(job, "60 days");
        sweep();
        assertEquals("job_not_found", http.status(client, job).code());
        assertEquals("job_not_found", http.result(client, job).code());
        Answer anew = http.submit(client, request);
        assertEquals("false", anew.header("Idempotent-Replayed").orElseThrow());
        assertFalse(anew.body().path("job_id").asText().equals(job));
    }

    @Test
    void a_sweep_goes_on_until_nothing_is_left_to_erase() {
        clients.one("""
                with j as (
                  insert into job (id, client_id, idempotency_key, request_hash, options, status, available_at, expires_at,
                                   created_at, updated_at, finished_at, error)
                  select gen_random_uuid(), $1, 'many-' || i, sha256('x'), '{}', 'failed', now(), now(), now(), now(),
                         now() - interval '8 days', '{}' from generate_series(1, 1100) i returning 1)
                select count(*) from j""", Tuple.of(client.id().value()));

        sweep();

        assertEquals(
                1_100,
                jobs.count(
                        "select count(*) from job where client_id = $1 and input_erased_at is not null",
                        client.id().value()));
    }

    @Test
    void a_step_that_fails_keeps_no_other_from_its_work() {
        String stuck = jobs.in(JobStatus.FAILED, client.id());
        age(stuck, "8 days");
        String old = jobs.in(JobStatus.FAILED, client.id());
        age(old, "91 days");
        execute("""
                create function refuse() returns trigger language plpgsql as
                  $$ begin raise exception 'this row cannot be written'; end $$;
                create trigger refuse before update on job for each row when (old.id = '%s') execute function refuse()""".formatted(stuck));
        try {
            sweep();

            assertEquals(0, count(old));
            assertEquals("Ledger", jobs.row(stuck).getString("title"));
        } finally {
            execute("drop trigger refuse on job; drop function refuse()");
        }

        sweep();
        assertEquals(null, jobs.row(stuck).getString("title"));
    }

    private long count(String job) {
        return jobs.count("select count(*) from job where id = $1", UUID.fromString(job));
    }

    @Test
    void an_attempt_to_deliver_a_callback_is_kept_for_thirty_days() {
        String job = jobs.in(JobStatus.FAILED, client.id());
        execute("insert into callback_delivery (job_id, webhook_id, status) values ('%s', 'msg_%1$s', 'delivered')"
                .formatted(job));
        execute("""
                insert into callback_attempt (job_id, number, at, outcome, duration_ms) values
                  ('%s', 1, now() - interval '30 days 1 second', 'refused', 5),
                  ('%1$s', 2, now() - interval '29 days 23 hours 59 minutes', 'delivered', 5)""".formatted(job));

        sweep();

        assertEquals(2, jobs.count("select sum(number) from callback_attempt where job_id = $1", UUID.fromString(job)));
        assertEquals(1, jobs.count("select count(*) from callback_delivery where job_id = $1", UUID.fromString(job)));
    }

    @Test
    void what_operators_saw_is_kept_for_two_weeks_and_a_silent_worker_for_a_day() {
        execute("""
                insert into queue_sample (at, queued, running, completed, failed, lease_lost, outbox_waiting) values
                  (now() - interval '14 days 1 second', 0, 0, 0, 0, 0, 0), (now() - interval '13 days 23 hours', 7, 0, 0, 0, 0, 0)""");
        execute("""
                insert into worker (name, display_name, version, slots, busy, stopping, broker, engine, model_state, started_at, seen_at)
                select name, name, '1', 1, 0, false, 'away', 'rules', 'unused', seen, seen
                from (values ('silent', now() - interval '24 hours 1 second'), ('there', now() - interval '23 hours')) as w (name, seen)""");

        sweep();

        assertEquals(7, jobs.count("select sum(queued) from queue_sample where at < now() - interval '1 hour'"));
        assertEquals(1, jobs.count("select count(*) from worker"));
        assertEquals(1, jobs.count("select count(*) from worker where name = 'there'"));
    }

    @Test
    void a_start_sweeps_at_once() throws InterruptedException {
        String old = jobs.in(JobStatus.CANCELLED, client.id());
        age(old, "91 days");

        sweeper.start(new StartupEvent());

        Eventually.holds("deleted", () -> count(old) == 0);
    }

    @Test
    void a_record_must_outlive_its_result_and_a_day() {
        assertEquals(Optional.empty(), RetentionSweeper.refusal(policy(Duration.ofDays(30), Duration.ofDays(30))));
        assertEquals(Optional.empty(), RetentionSweeper.refusal(policy(Duration.ZERO, Duration.ofHours(24))));

        assertRefused(
                "retention.result",
                policy(Duration.ofDays(30), Duration.ofDays(30).minusMillis(1)));
        assertRefused(
                "24 hours", policy(Duration.ofHours(1), Duration.ofHours(24).minusMillis(1)));
    }

    private static void assertRefused(String because, RetentionPolicy policy) {
        String reason = RetentionSweeper.refusal(policy).orElseThrow();
        assertTrue(reason.contains(because), reason);
        assertEquals(1, reason.lines().count());
    }

    private static RetentionPolicy policy(Duration result, Duration job) {
        return new RetentionPolicy() {
            @Override
            public Duration input() {
                return Duration.ofDays(7);
            }

            @Override
            public Duration result() {
                return result;
            }

            @Override
            public Duration job() {
                return job;
            }

            @Override
            public Duration callbackLog() {
                return Duration.ofDays(30);
            }

            @Override
            public Duration sweep() {
                return Duration.ofHours(1);
            }
        };
    }
}
