package io.taskforge.model.broker;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Duration LEASE = Duration.ofSeconds(15);

    private JobDatabase jobs;
    private Outbox outbox;

    @BeforeEach
    void open() {
        jobs = new JobDatabase();
        outbox = new Outbox(jobs.pool());
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void two_relays_never_hold_the_same_message() {
        for (int i = 0; i < 10; i++) {
            jobs.in(JobStatus.QUEUED);
        }

        var both = await(Uni.combine()
                .all()
                .unis(outbox.leased(10, LEASE), outbox.leased(10, LEASE))
                .asTuple());

        assertEquals(10, both.getItem1().size() + both.getItem2().size());
        assertEquals(
                10,
                Stream.concat(both.getItem1().stream(), both.getItem2().stream())
                        .distinct()
                        .count());
    }

    @Test
    void a_confirmed_message_is_gone() {
        jobs.in(JobStatus.QUEUED);
        List<DispatchMessage> messages = await(outbox.leased(10, LEASE));

        await(outbox.published(messages));

        assertEquals(0, waiting());
    }

    @Test
    void a_message_that_was_not_confirmed_is_due_again_soon_however_often_that_was() {
        jobs.in(JobStatus.QUEUED);
        await(jobs.pool().query("update outbox set attempts = 1000").execute());

        await(outbox.notPublished(await(outbox.leased(10, LEASE))));

        assertTrue(jobs.one("select due_at <= now() + interval '500 ms' and claimed_until is null as soon from outbox")
                .getBoolean("soon"));
        await(jobs.pool().query("update outbox set due_at = now()").execute());
        assertEquals(1, await(outbox.leased(10, LEASE)).size());
    }

    @Test
    void the_messages_of_a_relay_that_died_come_back_by_themselves() {
        jobs.in(JobStatus.QUEUED);
        await(outbox.leased(10, LEASE));
        assertTrue(await(outbox.leased(10, LEASE)).isEmpty());
        await(jobs.pool()
                .query("update outbox set claimed_until = now() - interval '1 second'")
                .execute());

        assertEquals(1, await(outbox.leased(10, LEASE)).size());
    }

    @Test
    void a_message_that_is_not_due_waits() {
        jobs.in(JobStatus.QUEUED);
        await(jobs.pool()
                .query("update outbox set due_at = now() + interval '1 hour'")
                .execute());

        assertTrue(await(outbox.leased(10, LEASE)).isEmpty());
    }

    private long waiting() {
        return jobs.one("select count(*) as n from outbox").getLong("n");
    }
}
