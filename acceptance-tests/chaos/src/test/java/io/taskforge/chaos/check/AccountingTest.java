package io.taskforge.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.chaos.client.Submission;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountingTest {

    private final SoundRun run = new SoundRun();

    @Test
    void a_sound_run_balances() {
        Accounting accounting = Accounting.of(run.evidence());

        assertEquals(new Accounting(2, 2, 0, 0, 0, 0, 1, 0), accounting);
        assertTrue(accounting.balanced());
    }

    @Test
    void an_acknowledged_job_that_is_not_there_is_lost() {
        run.told(new Submission(3, 0, "k3", Optional.empty()), new UUID(1, 1), false);

        assertEquals(1, Accounting.of(run.evidence()).lost());
    }

    @Test
    void an_acknowledged_job_that_never_ends_is_lost() {
        run.sql("update job set status = 'queued', finished_at = null where idempotency_key = 'k2'");

        assertEquals(1, Accounting.of(run.evidence()).lost());
    }

    @Test
    void a_completed_job_without_its_result_is_lost() {
        run.sql("delete from job_result");

        assertEquals(2, Accounting.of(run.evidence()).lost());
    }

    @Test
    void a_job_that_nobody_submitted_is_unexpected() {
        run.sql("update job set idempotency_key = 'k9' where idempotency_key = 'k2'");

        Accounting accounting = Accounting.of(run.evidence());

        assertEquals(1, accounting.unexpected());
        assertFalse(accounting.balanced());
    }

    @Test
    void a_job_of_others_is_expected_when_they_are() {
        run.sql("update job set idempotency_key = 'o-9' where idempotency_key = 'k2'");
        run.expected.others("o-");

        assertEquals(0, Accounting.of(run.evidence()).unexpected());
    }

    @Test
    void a_key_with_two_jobs_is_duplicated() {
        run.told(run.second, SoundRun.FIRST, true);

        assertEquals(1, Accounting.of(run.evidence()).duplicated());
    }

    @Test
    void a_job_whose_first_answer_was_lost_is_recovered() {
        run.sql("update job set idempotency_key = 'k3' where idempotency_key = 'k2'");
        Submission lost = new Submission(3, 1, "k3", Optional.empty());
        run.log.attempted(lost);
        run.log.unknown(lost);
        run.told(lost, SoundRun.SECOND, true);

        assertEquals(1, Accounting.of(run.evidence()).recovered());
    }

    @Test
    void a_job_that_was_never_acknowledged_and_is_there_is_recovered() {
        run.sql("update job set idempotency_key = 'k3' where idempotency_key = 'k2'");
        Submission lost = new Submission(3, 0, "k3", Optional.empty());
        run.log.attempted(lost);
        run.log.unknown(lost);

        assertEquals(1, Accounting.of(run.evidence()).recovered());
    }

    @Test
    void a_second_delivery_is_counted() {
        run.deliveries.add(SoundRun.delivery("msg_1", "b1"));

        assertEquals(1, Accounting.of(run.evidence()).repeatedDeliveries());
    }
}
