package io.taskforge.model.job;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator takes from a job before its time. */
class ErasureTest {

    private JobDatabase jobs;

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private EraseOutcome erase(JobId id) {
        return await(erasing(id));
    }

    private Uni<EraseOutcome> erasing(JobId id) {
        return jobs.retention().erasedNow(jobs.pool(), id);
    }

    private long count(String table, JobId id) {
        return jobs.one("select count(*) as n from " + table + " where job_id = '" + id + "'")
                .getLong("n");
    }

    private void draft(JobDatabase.Fixture job) {
        jobs.one("insert into job_partial (job_id, attempt, tickets, body, sha256) values ('" + job.id()
                + "', 1, 1, '{}', sha256('{}')) returning 1");
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"COMPLETED", "FAILED", "CANCELLED", "EXPIRED"})
    void of_a_job_that_has_ended_its_row_and_its_last_event_stay(JobStatus status) {
        JobDatabase.Fixture job = jobs.in(status);
        JobDatabase.Fixture other = jobs.in(status);
        draft(job);
        draft(other);

        assertEquals(EraseOutcome.ERASED, erase(job.id()));

        Row row = jobs.row(job.id());
        assertEquals(status.word(), row.getString("status"));
        assertNull(row.getString("title"));
        assertNotNull(row.getOffsetDateTime("input_erased_at"));
        assertNotNull(row.getOffsetDateTime("events_erased_at"));
        Row input = jobs.one("select * from job_input where job_id = '" + job.id() + "'");
        assertNull(input.getString("spec"));
        assertEquals(32, input.getBuffer("spec_sha256").length());
        assertEquals(0, count("job_result", job.id()));
        assertEquals(0, count("job_partial", job.id()));
        assertEquals(
                row.getInteger("event_seq"),
                jobs.one("select seq from job_event where job_id = '" + job.id() + "'")
                        .getInteger("seq"));
        assertEquals("Ledger", jobs.row(other.id()).getString("title"));
        assertEquals(1, count("job_partial", other.id()));
        assertTrue(count("job_event", other.id()) > 1);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"QUEUED", "RUNNING", "CANCELLING"})
    void a_job_that_has_not_ended_is_not_touched(JobStatus status) {
        JobDatabase.Fixture job = jobs.in(status);
        String before = jobs.row(job.id()).deepToString();
        long events = count("job_event", job.id());

        assertEquals(EraseOutcome.NOT_ENDED, erase(job.id()));

        assertEquals(before, jobs.row(job.id()).deepToString());
        assertEquals(events, count("job_event", job.id()));
        assertNotNull(jobs.one("select spec from job_input where job_id = '" + job.id() + "'")
                .getString("spec"));
    }

    @Test
    void what_is_gone_is_not_erased_again() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);
        erase(job.id());
        String before = jobs.row(job.id()).deepToString();

        assertEquals(EraseOutcome.NOTHING_LEFT, erase(job.id()));

        assertEquals(before, jobs.row(job.id()).deepToString());
        assertEquals(EraseOutcome.UNKNOWN, erase(new JobId(UUID.randomUUID())));
    }

    @Test
    void retention_finds_nothing_to_do_but_the_record_in_its_time() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);
        erase(job.id());
        jobs.set(job.id(), "finished_at = now() - interval '89 days'");

        assertEquals(0, await(jobs.retention().inputTimesPassed(10)));
        assertEquals(0, await(jobs.retention().resultTimesPassed(10)));
        assertEquals(0, await(jobs.retention().eventTimesPassed(10)));
        assertEquals(0, await(jobs.retention().recordTimesPassed(10)));

        jobs.set(job.id(), "finished_at = now() - interval '91 days'");
        assertEquals(1, await(jobs.retention().recordTimesPassed(10)), "its result was promised for no longer");
    }

    @Test
    void what_retention_has_left_is_erased() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);
        jobs.set(job.id(), "finished_at = now() - interval '8 days'");
        assertEquals(1, await(jobs.retention().inputTimesPassed(10)));
        Object inputErased = jobs.row(job.id()).getOffsetDateTime("input_erased_at");

        assertEquals(EraseOutcome.ERASED, erase(job.id()));

        assertEquals(inputErased, jobs.row(job.id()).getOffsetDateTime("input_erased_at"));
        assertEquals(0, count("job_result", job.id()));
    }

    @Test
    void an_erased_job_is_read_as_retention_leaves_one() {
        JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);
        erase(job.id());

        JobQueries.JobWithResult read =
                await(jobs.queries().jobWithResult(job.client(), job.id())).orElseThrow();

        assertEquals(JobStatus.COMPLETED, read.job().status());
        assertNull(read.job().title());
        assertEquals(Optional.empty(), read.result());
        assertFalse(await(jobs.queries().canBeBuiltOn(job.client(), job.id())));
        assertEquals(
                Optional.empty(),
                await(jobs.queries().jobWithInput(job.client(), job.id()))
                        .orElseThrow()
                        .spec());
    }

    @Test
    void of_many_at_once_and_the_sweepers_one_erases_and_nobody_waits_for_ever() {
        List<JobDatabase.Fixture> ended = new ArrayList<>();
        List<Uni<Object>> together = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            JobDatabase.Fixture job = jobs.in(JobStatus.COMPLETED);
            jobs.set(job.id(), "finished_at = now() - interval '8 days'");
            ended.add(job);
            together.add(erasing(job.id()).map(Object.class::cast));
            together.add(erasing(job.id()).map(Object.class::cast));
            together.add(jobs.retention().inputTimesPassed(5).map(Object.class::cast));
        }
        Collections.shuffle(together, new Random(1));

        List<Object> outcomes = await(Uni.join().all(together).andFailFast());

        assertEquals(20, outcomes.stream().filter(EraseOutcome.ERASED::equals).count());
        for (JobDatabase.Fixture job : ended) {
            assertEquals(0, count("job_result", job.id()));
            assertEquals(EraseOutcome.NOTHING_LEFT, erase(job.id()));
        }
    }
}
