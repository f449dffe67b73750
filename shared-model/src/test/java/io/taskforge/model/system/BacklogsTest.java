package io.taskforge.model.system;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BacklogsTest {

    private JobDatabase jobs;
    private Backlogs backlogs;

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
        backlogs = new Backlogs(jobs.pool());
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private Backlog now() {
        return await(backlogs.now());
    }

    private void run(String sql) {
        await(jobs.pool().query(sql).execute());
    }

    @Test
    void where_nothing_waits_nothing_is_old() {
        assertEquals(new Backlog(0, Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty(), 0), now());
    }

    @Test
    void jobs_are_counted_by_what_they_wait_for() {
        jobs.in(JobStatus.QUEUED);
        jobs.in(JobStatus.QUEUED);
        jobs.in(JobStatus.RUNNING);
        jobs.in(JobStatus.CANCELLING);
        jobs.in(JobStatus.COMPLETED);
        jobs.in(JobStatus.FAILED);

        Backlog backlog = now();

        assertEquals(2, backlog.queued());
        assertEquals(1, backlog.running());
        assertEquals(1, backlog.cancelling());
    }

    @Test
    void a_job_that_pauses_before_another_run_keeps_no_worker_waiting() {
        JobDatabase.Fixture pausing = jobs.in(JobStatus.QUEUED);
        jobs.set(pausing.id(), "created_at = now() - interval '1 hour', available_at = now() + interval '5 minutes'");

        Backlog backlog = now();

        assertTrue(backlog.oldestQueued().orElseThrow().compareTo(Duration.ofMinutes(59)) > 0);
        assertEquals(Optional.empty(), backlog.claimable());
    }

    @Test
    void the_next_job_is_as_old_as_a_worker_could_have_had_it() {
        JobDatabase.Fixture again = jobs.in(JobStatus.QUEUED);
        jobs.set(again.id(), "created_at = now() - interval '1 hour', available_at = now() - interval '2 minutes'");

        Duration claimable = now().claimable().orElseThrow();

        assertTrue(claimable.compareTo(Duration.ofMinutes(2)) >= 0);
        assertTrue(claimable.compareTo(Duration.ofMinutes(59)) < 0);
    }

    @Test
    void a_message_that_the_broker_does_not_confirm_grows_old_although_it_is_due_again_in_a_moment() {
        jobs.in(JobStatus.QUEUED);
        run("""
                update outbox set attempts = 7, created_at = now() - interval '10 minutes', due_at = now() + interval '400 ms'""");

        Backlog backlog = now();

        assertEquals(1, backlog.outbox());
        assertTrue(backlog.oldestOutbox().orElseThrow().compareTo(Duration.ofMinutes(9)) > 0);
    }

    @Test
    void a_message_for_later_does_not_wait() {
        jobs.in(JobStatus.QUEUED);
        run("update outbox set attempts = 0, due_at = now() + interval '5 minutes'");

        assertEquals(0, now().outbox());
    }

    @Test
    void no_more_are_counted_than_it_takes_to_see_that_they_are_too_many() {
        jobs.in(JobStatus.QUEUED);
        run("insert into outbox (job_id, due_at) select job_id, now() from outbox, generate_series(1, 10100)");

        assertEquals(Backlog.COUNTED_TO, now().outbox());
    }
}
