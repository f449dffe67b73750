package io.taskforge.model.broker;

import static io.taskforge.model.job.JobDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.taskforge.model.job.JobDatabase;
import io.taskforge.model.job.JobId;
import io.taskforge.model.job.JobStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

        await(outbox.published(List.of()));
        await(outbox.notPublished(List.of()));
        assertEquals(1, waiting());
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

    /** What is sent as a prepared statement keeps its plan, and cannot be explained without its parameters. */
    @Test
    void a_backlog_is_not_read_whole_for_the_messages_of_a_pass() {
        JobId job = jobs.in(JobStatus.QUEUED).id();
        List<String> sent = new ArrayList<>();
        Outbox watched = new Outbox(jobs.poolOf(sql -> {
            sent.add(sql);
            return sql;
        }));
        await(jobs.pool()
                .query("insert into outbox (job_id) select '%s' from generate_series(1, 5000)".formatted(job))
                .execute());

        List<DispatchMessage> messages = await(watched.leased(32, LEASE));
        await(watched.notPublished(messages));
        await(watched.published(messages));

        assertEquals(3, sent.size());
        for (String sql : sent) {
            var rows = await(jobs.pool().query("explain " + sql).execute());
            String plan = StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getString(0))
                    .collect(Collectors.joining("\n"));
            assertFalse(plan.contains("Seq Scan on outbox"), plan);
        }
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
