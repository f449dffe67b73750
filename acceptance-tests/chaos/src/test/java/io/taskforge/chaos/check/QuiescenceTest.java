package io.taskforge.chaos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuiescenceTest {

    private final SoundRun run = new SoundRun();
    private final Quiescence quiescence = new Quiescence(run.jdbcUrl());

    @Test
    void a_run_that_is_over_is_quiet() throws InterruptedException {
        assertEquals(Optional.empty(), quiescence.await(Duration.ofSeconds(30)));
    }

    @Test
    void a_job_that_waits_is_what_is_left() throws InterruptedException {
        run.sql("update job set status = 'queued', finished_at = null where idempotency_key = 'k2'");

        left("1 jobs queued");
    }

    @Test
    void a_message_that_waits_is_what_is_left() throws InterruptedException {
        run.sql("insert into outbox (job_id) select id from job");

        left("2 messages in the outbox");
    }

    @Test
    void a_callback_that_is_due_is_what_is_left() throws InterruptedException {
        run.sql("update callback_delivery set status = 'retrying', due_at = now() + interval '5 seconds'");

        left("1 callbacks to be tried");
    }

    @Test
    void a_callback_that_waits_for_its_receiver_leaves_nothing_to_do() throws InterruptedException {
        run.sql("update callback_delivery set status = 'retrying', due_at = now() + interval '5 minutes'");

        assertEquals(Optional.empty(), quiescence.await(Duration.ofSeconds(30)));
    }

    @Test
    void a_database_that_does_not_answer_is_not_quiet() throws InterruptedException {
        Optional<Violation> violation =
                new Quiescence("jdbc:postgresql://127.0.0.1:1/none?user=x&password=x").await(Duration.ZERO);

        assertTrue(violation.orElseThrow().sentence().contains("does not answer"));
    }

    private void left(String what) throws InterruptedException {
        Violation violation = quiescence.await(Duration.ZERO).orElseThrow();
        assertTrue(violation.sentence().contains(what), violation::toString);
    }
}
