package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionTest {

    private static final int ALL = 10_000;

    private JobDatabase jobs;

    /** New for each test: retention looks at every job there is. */
    @BeforeEach
    void open() {
        jobs = new JobDatabase();
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private JobDatabase.Fixture ended(JobStatus status, String ago) {
        JobDatabase.Fixture job = jobs.in(status);
        jobs.set(job.id(), "finished_at = now() - interval '" + ago + "'");
        return job;
    }

    private Row input(JobId id) {
        return jobs.one("select * from job_input where job_id = '" + id + "'");
    }

    private long count(String table, JobId id) {
        return jobs.one("select count(*) as n from " + table + " where job_id = '" + id + "'")
                .getLong("n");
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED", "EXPIRED"})
    void a_specification_and_its_title_are_erased_a_week_after_the_end(JobStatus status) {
        JobDatabase.Fixture old = ended(status, "7 days 1 second");
        JobDatabase.Fixture younger = ended(status, "6 days 23 hours 59 minutes");
        long events = count("job_event", old.id());

        assertEquals(1, await(jobs.retention().inputTimesPassed(ALL)));

        assertNull(jobs.row(old.id()).getString("title"));
        assertNotNull(jobs.row(old.id()).getOffsetDateTime("input_erased_at"));
        assertNull(input(old.id()).getString("spec"));
        assertEquals(32, input(old.id()).getBuffer("spec_sha256").length());
        assertEquals(1, input(old.id()).getInteger("line_count"));
        assertEquals(events, count("job_event", old.id()));
        assertEquals("Ledger", jobs.row(younger.id()).getString("title"));
        assertNotNull(input(younger.id()).getString("spec"));
        assertEquals(0, await(jobs.retention().inputTimesPassed(ALL)), "nothing is erased twice");
    }

    @Test
    void a_result_is_deleted_at_its_own_time_with_all_events_but_the_last() {
        JobDatabase.Fixture over = jobs.in(JobStatus.COMPLETED);
        JobDatabase.Fixture kept = jobs.in(JobStatus.COMPLETED);
        expire(over, "now() - interval '1 second'");
        expire(kept, "now() + interval '1 minute'");

        assertEquals(1, await(jobs.retention().resultTimesPassed(ALL)));

        assertEquals(0, count("job_result", over.id()));
        Row last = jobs.one("select * from job_event where job_id = '" + over.id() + "'");
        assertEquals(1, count("job_event", over.id()));
        assertEquals("completed", last.getString("type"));
        assertEquals(jobs.row(over.id()).getInteger("event_seq"), last.getInteger("seq"));
        assertNotNull(jobs.row(over.id()).getOffsetDateTime("events_erased_at"));
        assertEquals(1, count("job_result", kept.id()));
        assertEquals(3, count("job_event", kept.id()));
        assertEquals(0, await(jobs.retention().resultTimesPassed(ALL)), "nothing is deleted twice");
    }

    private void expire(JobDatabase.Fixture job, String at) {
        jobs.set(job.id(), "result_expires_at = " + at);
        jobs.one("update job_result set expires_at = " + at + " where job_id = '" + job.id() + "' returning job_id");
    }

    @Test
    void a_result_whose_time_is_up_is_not_read_also_before_it_is_deleted() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);
        expire(job, "now() + interval '1 minute'");
        assertTrue(read(job).result().isPresent());

        expire(job, "now()");

        assertTrue(read(job).result().isEmpty());
        assertEquals(JobStatus.COMPLETED, read(job).job().status());
    }

    private JobQueries.JobWithResult read(JobDatabase.Fixture job) {
        return await(jobs.queries().jobWithResult(job.client(), job.id())).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"FAILED", "CANCELLED", "EXPIRED"})
    void the_events_of_a_job_without_a_result_go_when_a_result_would(JobStatus status) {
        JobDatabase.Fixture old = ended(status, "30 days 1 second");
        JobDatabase.Fixture younger = ended(status, "29 days 23 hours 59 minutes");
        long events = count("job_event", younger.id());

        assertEquals(1, await(jobs.retention().eventTimesPassed(ALL)));

        assertEquals(
                jobs.row(old.id()).getInteger("event_seq"),
                jobs.one("select seq from job_event where job_id = '" + old.id() + "'")
                        .getInteger("seq"));
        assertEquals(events, count("job_event", younger.id()));
        assertEquals(0, await(jobs.retention().eventTimesPassed(ALL)), "nothing is deleted twice");
    }

    @Test
    void the_events_of_a_completed_job_go_with_its_result_only() {
        JobDatabase.Fixture job = ended(JobStatus.COMPLETED, "80 days");

        assertEquals(0, await(jobs.retention().eventTimesPassed(ALL)));

        assertEquals(3, count("job_event", job.id()));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED", "EXPIRED"})
    void a_job_is_deleted_with_all_that_is_its_own_ninety_days_after_the_end(JobStatus status) {
        JobDatabase.Fixture old = ended(status, "90 days 1 second");
        jobs.set(old.id(), "result_expires_at = null");
        JobDatabase.Fixture younger = ended(status, "89 days 23 hours 59 minutes");
        jobs.one("insert into callback_delivery (job_id, webhook_id, due_at) values ('" + old.id()
                + "', 'msg_1', now()) returning 1");
        jobs.one("insert into callback_attempt (job_id, number, outcome, duration_ms) values ('" + old.id()
                + "', 1, 'refused', 5) returning 1");

        assertEquals(1, await(jobs.retention().recordTimesPassed(ALL)));

        assertTrue(await(jobs.queries().job(old.client(), old.id())).isEmpty());
        for (String table :
                List.of("job_input", "job_event", "job_result", "outbox", "callback_delivery", "callback_attempt")) {
            assertEquals(0, count(table, old.id()), table);
        }
        assertEquals(status, jobs.statusOf(younger.id()));
    }

    @Test
    void a_deleted_job_sets_its_idempotency_key_free() {
        NewJob first = jobs.newJob("once", "The ledger must balance.");
        NewJob another = jobs.newJob("once", "Something else.");
        Job job = assertInstanceOf(
                        SubmitOutcome.Accepted.class, await(jobs.store().submitted(first)))
                .job();
        await(jobs.store().cancelRequested(jobs.client(), job.id()));
        assertInstanceOf(SubmitOutcome.KeyReused.class, await(jobs.store().submitted(another)));
        jobs.set(job.id(), "finished_at = now() - interval '91 days'");

        await(jobs.retention().recordTimesPassed(ALL));

        assertInstanceOf(SubmitOutcome.Accepted.class, await(jobs.store().submitted(another)));
    }

    @Test
    void a_job_is_kept_as_long_as_its_result_was_promised() {
        JobDatabase.Fixture job = ended(JobStatus.COMPLETED, "200 days");
        jobs.set(job.id(), "result_expires_at = now() + interval '1 minute'");

        assertEquals(0, await(jobs.retention().recordTimesPassed(ALL)));

        jobs.set(job.id(), "result_expires_at = now() - interval '1 second'");
        assertEquals(1, await(jobs.retention().recordTimesPassed(ALL)));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"QUEUED", "RUNNING", "CANCELLING"})
    void a_job_that_has_not_ended_is_never_touched_however_old_it_is(JobStatus status) {
        JobDatabase.Fixture job = jobs.in(status);
        jobs.set(job.id(), "created_at = now() - interval '1 year', started_at = now() - interval '1 year'");
        jobs.set(job.id(), "updated_at = now() - interval '1 year', result_expires_at = now() - interval '1 year'");
        String before = jobs.row(job.id()).deepToString();
        long events = count("job_event", job.id());

        for (IntFunction<Uni<Integer>> step : steps(jobs.retention())) {
            assertEquals(0, await(step.apply(ALL)));
        }

        assertEquals(before, jobs.row(job.id()).deepToString());
        assertNotNull(input(job.id()).getString("spec"));
        assertEquals(events, count("job_event", job.id()));
    }

    private static List<IntFunction<Uni<Integer>>> steps(Retention retention) {
        return List.of(
                retention::inputTimesPassed,
                retention::resultTimesPassed,
                retention::eventTimesPassed,
                retention::recordTimesPassed);
    }

    @Test
    void the_database_refuses_to_erase_what_a_worker_may_still_need() {
        JobDatabase.Fixture job = jobs.in(JobStatus.RUNNING);

        for (String erased : List.of("input_erased_at = now()", "events_erased_at = now()")) {
            var refused = assertThrows(PgException.class, () -> jobs.set(job.id(), erased));
            assertTrue(refused.getMessage().contains("job_erased_when_terminal"), refused.getMessage());
        }
    }

    /** With no time to keep anything: what ends is erased in the same moment, what goes back to the queue never is. */
    @Test
    void runs_that_end_while_inputs_are_erased_keep_theirs_if_they_are_tried_again() {
        Retention nothingKept = new Retention(jobs.pool(), new NothingKept());
        List<JobDatabase.Fixture> retried = new ArrayList<>();
        List<Uni<Object>> together = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            JobDatabase.Fixture again = jobs.in(JobStatus.RUNNING);
            JobDatabase.Fixture over = jobs.in(JobStatus.RUNNING);
            retried.add(again);
            JobError error = new JobError("model_unavailable", "The model is away.", true);
            together.add(jobs.store().failed(again.lease(), error, true).map(Object.class::cast));
            together.add(jobs.store().failed(over.lease(), error, false).map(Object.class::cast));
            together.add(nothingKept.inputTimesPassed(5).map(Object.class::cast));
        }
        Collections.shuffle(together, new Random(1));

        await(Uni.join().all(together).andFailFast());
        await(nothingKept.inputTimesPassed(ALL));

        for (JobDatabase.Fixture job : retried) {
            jobs.set(job.id(), "available_at = now()");
            ClaimedJob claimed = await(jobs.store().claimed(job.id(), "second")).orElseThrow();
            assertEquals("The ledger must balance.", claimed.spec().text());
            assertEquals("Ledger", claimed.spec().title());
        }
        assertEquals(
                30,
                jobs.one("select count(*) as n from job join job_input on job_id = id"
                                + " where status = 'failed' and spec is null and title is null")
                        .getLong("n"));
    }

    @Test
    void a_batch_takes_no_more_than_it_may_and_the_oldest_first() {
        List<JobDatabase.Fixture> old = new ArrayList<>();
        for (int days = 100; days < 105; days++) {
            old.add(ended(JobStatus.FAILED, days + " days"));
        }

        assertEquals(2, await(jobs.retention().recordTimesPassed(2)));
        assertEquals(2, await(jobs.retention().recordTimesPassed(2)));

        assertEquals(old.getFirst().id().value(), jobs.one("select id from job").getUUID("id"));
        assertEquals(1, await(jobs.retention().recordTimesPassed(2)));
        assertEquals(0, await(jobs.retention().recordTimesPassed(2)));
    }

    @Test
    void many_sweepers_at_once_do_all_of_it_and_none_of_it_twice() {
        many(JobStatus.COMPLETED, 120);
        many(JobStatus.FAILED, 120);

        assertEquals(240, total(jobs.retention()::inputTimesPassed, 50));
        assertEquals(120, total(jobs.retention()::eventTimesPassed, 50));
        assertEquals(240, total(jobs.retention()::recordTimesPassed, 50));
    }

    @Test
    void steps_of_different_sweepers_do_not_wait_for_each_other() {
        many(JobStatus.COMPLETED, 100);
        many(JobStatus.FAILED, 100);
        List<Uni<Integer>> together = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            for (IntFunction<Uni<Integer>> step : steps(jobs.retention())) {
                together.add(step.apply(10));
            }
        }
        Collections.shuffle(together, new Random(1));

        await(Uni.join().all(together).andFailFast());
        steps(jobs.retention()).forEach(step -> await(step.apply(ALL)));

        assertEquals(0, jobs.one("select count(*) as n from job").getLong("n"));
    }

    /** Ended long enough ago for everything. */
    private void many(JobStatus status, int howMany) {
        jobs.one("""
                with j as (
                  insert into job (id, client_id, idempotency_key, request_hash, title, options, status, available_at, expires_at,
                                   created_at, updated_at, finished_at, error)
                  select gen_random_uuid(), '%s', 'many-%s-' || i, sha256('x'), 'T', '{}', '%2$s', now(), now(), now(), now(),
                         now() - interval '100 days', case '%2$s' when 'failed' then '{}'::jsonb end
                  from generate_series(1, %d) i returning id, status),
                i as (insert into job_input (job_id, spec, spec_sha256, line_count) select id, 's', sha256('s'), 1 from j),
                e as (insert into job_event (job_id, seq, type, status, attempt) select id, 1, 'submitted', 'queued', 0 from j),
                r as (insert into job_result (job_id, attempt, body, sha256, expires_at)
                      select id, 1, '{}', sha256('{}'), now() - interval '1 day' from j where status = 'completed')
                select count(*) from j""".formatted(jobs.client(), status.word(), howMany));
    }

    private static int total(IntFunction<Uni<Integer>> step, int sweepers) {
        int together = JobDatabase.inParallel(sweepers, () -> step.apply(10)).stream()
                .mapToInt(Integer::intValue)
                .sum();
        return together + await(step.apply(ALL));
    }

    @Test
    void a_job_that_somebody_else_has_locked_is_left_for_the_next_sweep() {
        JobDatabase.Fixture job = ended(JobStatus.FAILED, "100 days");
        var connection = await(jobs.pool().getConnection());
        var transaction = await(connection.begin());
        await(connection
                .query("select 1 from job where id = '" + job.id() + "' for update")
                .execute());

        for (IntFunction<Uni<Integer>> step : steps(jobs.retention())) {
            assertEquals(0, await(step.apply(ALL)));
        }
        await(transaction.rollback());
        await(connection.close());

        assertEquals(1, await(jobs.retention().recordTimesPassed(ALL)));
    }

    @Test
    void every_statement_is_short_enough_to_be_cached_as_prepared() throws IllegalAccessException {
        int statements = 0;
        for (Field field : Retention.class.getDeclaredFields()) {
            if (field.getType() == String.class) {
                field.setAccessible(true);
                assertTrue(((String) field.get(null)).length() < 2_048, field.getName());
                statements++;
            }
        }
        assertTrue(statements >= steps(jobs.retention()).size());
    }

    private static final class NothingKept implements RetentionPolicy {

        @Override
        public Duration input() {
            return Duration.ZERO;
        }

        @Override
        public Duration result() {
            return Duration.ZERO;
        }

        @Override
        public Duration job() {
            return Duration.ZERO;
        }

        @Override
        public Duration callbackLog() {
            return Duration.ZERO;
        }

        @Override
        public Duration sweep() {
            return Duration.ZERO;
        }
    }
}
