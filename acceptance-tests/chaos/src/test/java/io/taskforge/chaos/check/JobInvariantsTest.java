package io.taskforge.chaos.check;

import static io.taskforge.chaos.check.SoundRun.FIRST;
import static io.taskforge.chaos.check.SoundRun.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.chaos.client.ClientLog;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each thing that the database must say of a job is shown able to fail: a sound run, and one row of it changed. */
class JobInvariantsTest {

    private final SoundRun run = new SoundRun();

    @Test
    void a_job_that_does_not_end_is_told() {
        run.sql("update job set status = 'queued', finished_at = null where id = '" + SECOND + "'");

        run.broken("I2", "still queued", SECOND);
    }

    @Test
    void a_job_that_ends_twice_is_told() {
        run.sql("insert into job_event (job_id, seq, type, status, attempt) values ('" + SECOND
                + "', 4, 'completed', 'completed', 1); update job set event_seq = 4 where id = '" + SECOND + "'");

        run.broken("I2", "2 ending events", SECOND);
    }

    @Test
    void a_job_that_fails_where_none_should_is_told() {
        fail(SECOND);

        run.broken("I2", "ended failed (poison)", SECOND);
    }

    @Test
    void a_job_that_fails_as_the_scenario_allows_is_fine() {
        fail(SECOND);
        run.log.read(run.second, new ClientLog.Read("failed", 404, 409));
        run.workerLog.clear();
        run.expected.failing("poison");

        assertEquals(List.of(), run.violations());
    }

    @Test
    void a_failure_of_another_kind_than_the_scenario_allows_is_told() {
        fail(SECOND);
        run.expected.failing("model_unavailable");

        run.broken("I2", "ended failed (poison)", SECOND);
    }

    private void fail(UUID job) {
        run.sql("delete from job_result where job_id = '" + job
                + "'; update job set status = 'failed', error = '{\"code\":\"poison\"}'"
                + " where id = '" + job
                + "'; update job_event set type = 'lease_expired', status = 'failed' where job_id = '" + job
                + "' and seq = 3");
    }

    @Test
    void a_completed_job_without_a_result_is_told() {
        run.sql("delete from job_result where job_id = '" + SECOND + "'");

        run.broken("I3", "completed without a result", SECOND);
    }

    @Test
    void a_result_of_a_job_that_did_not_complete_is_told() {
        run.sql("update job set status = 'cancelled', error = '{}' where id = '" + SECOND + "'");

        run.broken("I3", "is cancelled and has a result", SECOND);
    }

    @Test
    void a_result_of_an_earlier_attempt_is_told() {
        run.sql("update job_result set attempt = 1 where job_id = '" + FIRST + "'");

        run.broken("I3", "is of attempt 1, its last is 2", FIRST);
    }

    @Test
    void a_result_that_was_changed_is_told() {
        run.sql("update job_result set body = replace(body, '1}', '0}') where job_id = '" + FIRST + "'");

        run.broken("I3", "not what its hash says", FIRST);
    }

    @Test
    void a_result_that_names_another_job_is_told() {
        run.sql("update job_result set body = replace(body, '" + FIRST + "', '" + SECOND
                + "'); update job_result set sha256 = sha256(convert_to(body, 'UTF8'))");

        run.broken("I3", "names another job", FIRST);
    }

    @Test
    void drafts_left_beside_a_result_are_told() {
        run.sql("insert into job_partial (job_id, attempt, tickets, body, sha256) values ('" + FIRST
                + "', 1, 1, '{}', sha256('x'))");

        run.broken("I3", "still keeps drafts", FIRST);
    }

    @Test
    void a_gap_between_events_is_told() {
        run.sql("update job_event set seq = 6 where seq = 5; update job set event_seq = 6 where id = '" + FIRST + "'");

        run.broken("I4", "has an event 6 where 5 belongs", FIRST);
    }

    @Test
    void an_event_that_leads_where_it_may_not_is_told() {
        run.sql("update job_event set status = 'failed' where job_id = '" + FIRST + "' and seq = 3");

        run.broken("I4", "claimed leads failed>running", FIRST);
    }

    @Test
    void an_event_of_an_unknown_kind_is_told() {
        run.sql("update job_event set type = 'vanished' where job_id = '" + FIRST + "' and seq = 3");

        run.broken("I4", "vanished leads running>queued", FIRST);
    }

    @Test
    void a_time_that_goes_back_is_told() {
        run.sql("update job_event set at = at - interval '1 hour' where job_id = '" + SECOND + "' and seq = 2");

        run.broken("I4", "before the one before it", SECOND);
    }

    @Test
    void a_time_that_goes_back_with_the_clock_is_excused() {
        run.sql("update job_event set at = at - interval '1 hour' where job_id = '" + SECOND + "' and seq = 1");
        run.sql("update job_event set at = at - interval '1 minute' where job_id = '" + SECOND + "' and seq = 3");
        run.expected.steppingTheClock();

        assertTrue(run.violations().stream().noneMatch(violation -> violation.startsWith("I4")), () -> run.violations()
                .toString());
    }

    @Test
    void a_job_that_says_otherwise_than_its_events_is_told() {
        run.sql("update job set event_seq = 9 where id = '" + SECOND + "'");

        run.broken("I4", "after 9 events, its events say completed after 3", SECOND);
    }

    @Test
    void two_leases_at_once_are_told() {
        run.sql("update job_event set type = 'progress', status = 'running' where job_id = '" + FIRST
                + "' and seq = 3");

        run.broken("I5", "while attempt 1 was held", FIRST);
    }

    @Test
    void a_run_under_the_number_of_another_is_told() {
        run.sql("update job_event set attempt = 1 where job_id = '" + FIRST + "'");

        run.broken("I5", "run 2 calls itself attempt 1", FIRST);
    }

    @Test
    void an_attempt_that_no_event_tells_of_is_told() {
        run.sql("update job set attempt = 3 where id = '" + FIRST + "'");

        run.broken("I5", "counts 3 attempts, its events 2", FIRST);
    }
}
