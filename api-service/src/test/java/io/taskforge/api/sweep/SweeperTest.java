package io.taskforge.api.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.Eventually;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.model.job.ClientId;
import io.taskforge.model.job.JobStatus;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class SweeperTest {

    @Inject
    Sweeper sweeper;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    @Inject
    Pool pool;

    private ClientId client;

    @BeforeEach
    void makeClient() {
        client = clients.withEveryScope().id();
    }

    private String statusOf(String job) {
        return jobs.row(job).getString("status");
    }

    @Test
    void the_job_of_a_silent_worker_waits_again_and_rings() throws InterruptedException {
        String job = jobs.in(JobStatus.RUNNING, client);
        Eventually.holds("first ring", () -> waiting(job) == 0);
        long rung = rings();
        jobs.change(job, "lease_until = now() - interval '1 second'");

        Jobs.await(sweeper.sweep());

        assertEquals("queued", statusOf(job));
        assertEquals(1, jobs.row(job).getInteger("crashes"));
        assertTrue(rings() > rung);
        Eventually.holds("rung again", () -> waiting(job) == 0);
    }

    /** Ever written to the outbox. */
    private long rings() {
        return jobs.count("select last_value from outbox_id_seq");
    }

    private long waiting(String job) {
        return jobs.count("select count(*) from outbox where job_id = $1", UUID.fromString(job));
    }

    @Test
    void a_cancelled_job_whose_worker_does_not_let_go_is_ended() {
        String job = jobs.in(JobStatus.CANCELLING, client);
        jobs.change(job, "cancel_requested_at = now() - interval '31 seconds'");

        Jobs.await(sweeper.sweep());

        assertEquals("cancelled", statusOf(job));
    }

    @Test
    void a_run_past_its_deadline_is_ended() {
        String job = jobs.in(JobStatus.RUNNING, client);
        jobs.change(job, "deadline_at = now() - interval '1 minute'");

        Jobs.await(sweeper.sweep());

        assertEquals("failed", statusOf(job));
    }

    @Test
    void a_job_that_nobody_took_expires() {
        String job = jobs.in(JobStatus.QUEUED, client);
        jobs.change(job, "expires_at = now() - interval '1 second'");

        Jobs.await(sweeper.sweep());

        assertEquals("expired", statusOf(job));
    }

    @Test
    void a_sweep_that_fails_keeps_no_other_from_its_work() throws InterruptedException {
        String stuck = jobs.in(JobStatus.RUNNING, client);
        Eventually.holds("first ring", () -> waiting(stuck) == 0);
        jobs.change(stuck, "lease_until = now() - interval '1 second'");
        String late = jobs.in(JobStatus.RUNNING, client);
        jobs.change(late, "deadline_at = now() - interval '1 minute'");
        String old = jobs.in(JobStatus.QUEUED, client);
        jobs.change(old, "expires_at = now() - interval '1 second'");
        execute("""
                create function refuse() returns trigger language plpgsql as
                  $$ begin raise exception 'this row cannot be written'; end $$;
                create trigger refuse before update on job for each row when (old.id = '%s') execute function refuse()""".formatted(stuck));
        try {
            Jobs.await(sweeper.sweep());

            assertEquals("running", statusOf(stuck));
            assertEquals("failed", statusOf(late));
            assertEquals("expired", statusOf(old));
        } finally {
            execute("drop trigger refuse on job; drop function refuse()");
        }

        Jobs.await(sweeper.sweep());
        assertEquals("queued", statusOf(stuck));
    }

    private void execute(String sql) {
        Jobs.await(pool.query(sql).execute());
    }

    @Test
    void more_than_a_batch_is_swept_at_once() {
        clients.one("""
                with j as (
                  insert into job (id, client_id, idempotency_key, request_hash, options, status, available_at, expires_at,
                                   created_at, updated_at)
                  select gen_random_uuid(), $1, 'many-' || i, sha256('x'), '{}', 'queued', now(), now() - interval '1 second',
                         now(), now() from generate_series(1, 1100) i returning 1)
                select count(*) from j""", io.vertx.mutiny.sqlclient.Tuple.of(client.value()));

        Jobs.await(sweeper.sweep());

        assertEquals(
                1_100,
                jobs.count("select count(*) from job where client_id = $1 and status = 'expired'", client.value()));
    }
}
