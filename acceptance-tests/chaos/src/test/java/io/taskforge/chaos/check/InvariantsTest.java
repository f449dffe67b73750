package io.taskforge.chaos.check;

import static io.taskforge.chaos.check.SoundRun.FIRST;
import static io.taskforge.chaos.check.SoundRun.SECOND;
import static io.taskforge.chaos.check.SoundRun.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.taskforge.chaos.client.ClientLog;
import io.taskforge.chaos.client.Delivery;
import io.taskforge.chaos.client.SinkMode;
import io.taskforge.chaos.client.Submission;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each invariant is shown able to fail: a sound run, and one thing of it broken. */
class InvariantsTest {

    private static final UUID NOBODY = UUID.fromString("019e4fae-f96a-78b2-be03-8633c38ea649");

    private final SoundRun run = new SoundRun();

    @Test
    void a_sound_run_breaks_nothing() {
        assertEquals(List.of(), run.violations());
    }

    @Test
    void an_acknowledged_job_that_does_not_exist_is_lost() {
        run.told(new Submission(3, 0, "k3", Optional.empty()), NOBODY, false);

        run.broken("I1", "does not exist", NOBODY);
    }

    @Test
    void a_job_acknowledged_to_the_key_of_another_is_mixed_up() {
        run.told(new Submission(3, 1, "k3", Optional.empty()), SECOND, false);

        run.broken("I1", "is that of key k2", SECOND);
    }

    @Test
    void a_client_that_reads_another_status_than_the_stored_one_is_misled() {
        run.log.read(run.first, new ClientLog.Read("running", 404, 200));

        run.broken("I1", "reads running", FIRST);
    }

    @Test
    void a_completed_job_whose_result_cannot_be_had_has_none() {
        run.log.read(run.first, new ClientLog.Read("completed", 404, 410));

        run.broken("I1", "answers 410", FIRST);
    }

    @Test
    void a_refused_submission_is_told() {
        run.log.refused(run.second, new ClientLog.Refusal(422, "idempotency_key_reused"));

        run.broken("I1", "422 idempotency_key_reused", "k2");
    }

    @Test
    void a_refusal_that_the_scenario_wants_is_none() {
        run.log.refused(run.second, new ClientLog.Refusal(422, "idempotency_key_reused"));
        run.expected.refusing(422);

        assertEquals(List.of(), run.violations());
    }

    @Test
    void a_call_that_goes_on_long_after_its_lease_is_told() {
        run.call(1, 20, 31 + 26);

        run.broken("I5", "went on for 26 s without a lease", FIRST);
    }

    @Test
    void a_call_that_ends_soon_after_its_lease_is_fine() {
        run.call(1, 20, 31 + 25);

        assertEquals(List.of(), run.violations());
    }

    @Test
    void a_call_long_after_the_end_of_its_job_is_told() {
        run.call(2, 100, 130);

        run.broken("I5", "went on for 30 s without a lease", SECOND);
    }

    @Test
    void a_worker_that_completed_what_is_not_stored_was_not_fenced() {
        run.workerLog.add("2026-05-22T12:00:59Z INFO  [x] (y) job " + FIRST + ": attempt 1 completed with 3 tickets");

        run.broken("I5", "attempt 1 completed job", FIRST);
    }

    @Test
    void a_result_that_counts_calls_which_reached_nobody_is_told() {
        run.calls.removeIf(call -> call.submission() == 2);

        run.broken("I6", "counts 1 calls to the model, which got 0", SECOND);
    }

    @Test
    void a_job_whose_callback_did_not_arrive_is_told() {
        run.deliveries.clear();

        run.broken("I7", "reached its receiver", FIRST);
    }

    @Test
    void a_job_without_a_row_for_its_callback_is_told() {
        run.sql("delete from callback_delivery");

        run.broken("I7", "no callback was made out", FIRST);
    }

    @Test
    void a_callback_that_is_still_tried_at_a_receiver_that_takes_it_is_told() {
        run.sql("update callback_delivery set status = 'retrying', due_at = now() + interval '5 minutes'");

        run.broken("I7", "is retrying after 1 attempts at a receiver that says 200", FIRST);
    }

    @Test
    void callbacks_of_one_job_under_two_ids_are_told() {
        run.deliveries.add(SoundRun.delivery("msg_2", "b1"));

        run.broken("I7", "differ in their webhook-id", FIRST);
    }

    @Test
    void callbacks_of_one_job_with_two_bodies_are_told() {
        run.deliveries.add(SoundRun.delivery("msg_1", "b2"));

        run.broken("I7", "differ in their body", FIRST);
    }

    @Test
    void a_callback_that_tells_of_another_end_is_told() {
        run.deliveries.set(0, changed(Optional.of(FIRST), Optional.of(0), "tickets.job.failed"));

        run.broken("I7", "says tickets.job.failed", FIRST);
    }

    @Test
    void a_callback_signed_for_another_client_is_told() {
        run.deliveries.set(0, changed(Optional.of(FIRST), Optional.of(1), "tickets.job.completed"));

        run.broken("I7", "not signed with the secret of its client", FIRST);
    }

    @Test
    void a_callback_that_nobody_asked_for_is_told() {
        run.deliveries.add(changed(Optional.of(SECOND), Optional.of(1), "tickets.job.completed"));

        run.broken("I7", "asked for none", SECOND);
    }

    private static Delivery changed(Optional<UUID> job, Optional<Integer> signedFor, String type) {
        return new Delivery(START, job, SinkMode.OK, "msg_1", signedFor, "b1", type, 200);
    }

    @Test
    void a_key_that_was_told_two_jobs_is_told() {
        run.told(run.first, SECOND, true);

        run.broken("I8", "key k1 was told 2 jobs", FIRST);
    }

    @Test
    void a_message_left_in_the_outbox_is_told() {
        run.sql("insert into outbox (job_id) values ('" + FIRST + "')");

        run.broken("I9", "1 messages still wait in the outbox", "");
    }

    @Test
    void a_message_left_in_the_queue_or_in_hands_is_told() {
        run.rest = new Rest(4, 52, List.of(), List.of(), 2, 3, List.of());

        run.broken("I9", "2 messages still wait in the queue", "");
        run.broken("I9", "3 messages are still unacknowledged", "");
    }

    @Test
    void what_is_held_after_the_end_is_told() {
        run.rest = new Rest(53, 52, List.of("idle in transaction"), List.of("active"), 0, 0, List.of("a child"));

        assertEquals(
                List.of(
                        "I10: idle in transaction",
                        "I10: active",
                        "I10: a child",
                        "I10: the services hold 53 connections to the database, their pools have 52"),
                run.violations());
    }

    @Test
    void an_error_with_a_stack_trace_is_told() {
        run.workerLog.add("2026-05-22T12:00:40Z ERROR [x] (y) it broke");
        run.workerLog.add("java.lang.IllegalStateException: why");

        run.broken("I10", "worker-1 logged: 2026-05-22T12:00:40Z ERROR [x] (y) it broke", "");
    }

    @Test
    void an_error_that_the_scenario_expects_is_fine() {
        run.workerLog.add("2026-05-22T12:00:40Z ERROR [x] (y) it broke");
        run.workerLog.add("java.lang.IllegalStateException: why");
        run.expected.logging("it broke$");

        assertEquals(List.of(), run.violations());
    }

    @Test
    void a_message_that_was_held_too_long_is_told() {
        run.brokerLog.add(
                "2026-05-22 12:00:40 [error] <0.1.0> operation none caused a channel exception precondition_failed:"
                        + " delivery acknowledgement on channel 1 timed out. Timeout value used: 10000 ms.");

        run.broken("I10", "the broker logged", "acknowledgement on channel 1");
    }

    @Test
    void a_job_that_another_client_may_read_is_told() {
        run.log.read(run.first, new ClientLog.Read("completed", 200, 200));

        run.broken("I11", "another client's key got 200", FIRST);
    }

    @Test
    void a_client_that_is_told_a_job_of_another_is_told() {
        run.sql("update job set client_id = '00000000-0000-0000-0000-00000000000a'");

        run.broken("I11", "tenants 0 and 1 were both told jobs of client", "");
    }

    @Test
    void of_many_violations_of_one_kind_the_first_ten_are_written_out() {
        for (int i = 0; i < 14; i++) {
            run.told(new Submission(10 + i, 0, "more-" + i, Optional.empty()), new UUID(7, i), false);
        }

        List<String> violations = run.violations();

        assertEquals(11, violations.size());
        assertEquals("I1: and 4 more of the kind", violations.getLast());
    }
}
